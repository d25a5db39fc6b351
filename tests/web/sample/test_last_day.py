"""30 June 2020, when the plan's year is over."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from thriving.evidence.check import as_derived
from thriving.evidence.models import Fact
from thriving.movement.models import ConsentState, Person
from thriving.movement.queries import minors
from thriving.movement.queries.roles import held_today
from thriving.plan import queries
from thriving.plan.models import Plan
from thriving.plan.states import Status
from thriving.programs.campaigns.models import Campaign
from thriving.programs.campaigns.queries.results import exact, goals_of, results
from thriving.programs.capacity import growth
from thriving.programs.capacity.models import Path
from thriving.programs.capacity.queries import with_all
from thriving.programs.councils.models import Call
from thriving.programs.councils.queries.selection import judged, progress
from thriving.programs.events.models import Event, Registration
from thriving.programs.exchange.models import Exchange
from thriving.programs.experiments.models import Experiment
from thriving.programs.mentoring.models import Outcome, Pair
from thriving.programs.partnerships.models import Finding
from thriving.programs.positions.coverage import coverages
from thriving.programs.positions.models import Holding
from thriving.web.demo import personas
from thriving.web.sample import cast

DAY = date(2020, 6, 30)
MISSED = {
    "gender-manager-and-regional-liaisons",
    "heritage-digitization-needs",
    "code-of-conduct",
    "risk-protocol",
}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("played")]


def test_key_results_are_met_or_missed() -> None:
    found = queries.standing(Plan.objects.get(key=cast.PLAN), AnonymousUser())
    by_status = {each.key_result.key: each.status for each in found.key_results}
    assert {key for key, status in by_status.items() if status == Status.MISSED} == MISSED
    assert {status for key, status in by_status.items() if key not in MISSED} == {Status.MET}


@pytest.mark.parametrize(
    ("key", "version", "things", "people", "reached"),
    [
        ("harbor-towns", 2, 34, 33, {"writers"}),
        ("market-days", 2, 36, 55, {"writers", "recordings"}),
        ("rain-songs", 3, 32, 32, {"writers"}),
    ],
)
def test_campaigns_have_results_that_their_records_make(
    key: str, version: int, things: int, people: int, reached: set[str]
) -> None:
    campaign = Campaign.objects.get(key=key)
    whole, places = exact(campaign), [exact(each) for each in campaign.instances.all()]
    assert campaign.box_version
    assert campaign.box_version.number == version
    assert (whole["things"], whole["participants"]) == (things, people)
    assert whole["events_held"] == campaign.event_links.count()
    assert [each["events_held"] for each in places] == [1, 1]
    assert all((each["contributions"] or 0) >= 15 for each in places)
    goals = goals_of(campaign, results(campaign)[0]).goals
    assert {each.piece.key for each in goals if each.reached.ratio == 1} == reached


def test_circle_met_six_times_and_everybody_counts_once() -> None:
    met = Event.objects.filter(initiative="tamale-writing-circle", series__isnull=False)
    came = Registration.objects.filter(event__in=met, attended_on__isnull=False)
    assert set(met.values_list("state", flat=True)) == {"reported"}
    people = came.values("subject").distinct()
    assert (met.count(), came.count(), people.count()) == (6, 89, 34)  # with whoever organizes it, six times


def test_pairs_told_what_came_of_it_and_one_answer_was_late() -> None:
    assert set(Pair.objects.values_list("state", "in_time")) == {("accepted", True), ("accepted", False)}
    assert Outcome.objects.filter(answer="helped").count() == 4


def test_experiments_say_whom_they_asked_and_where_they_belong() -> None:
    found = Experiment.objects.all()
    assert all(each.sample_words and each.planned_size for each in found)
    assert set(found.values_list("initiative", flat=True)) == {"campaign-kit", "telephone-mentors"}


def test_four_regions_have_somebody_and_two_have_open_positions() -> None:
    (coverage,) = coverages()
    assert {each.key: (each.counted_on is None, len(each.open)) for each in coverage.covered} == {
        "latin-america-and-caribbean": (False, 0),
        "middle-east-and-north-africa": (True, 0),  # who begins in July is not counted yet
        "south-asia": (False, 0),
        "sub-saharan-africa": (False, 0),
    }
    assert [len(each.open) for each in coverage.gaps] == [1, 1]


def test_the_ledger_says_what_steps_and_positions_say() -> None:
    assert [*as_derived("milestone.reached"), *as_derived("position.filled")] == []
    assert not Fact.objects.filter(kind="position.filled").exclude(source__startswith="position/").exists()


def test_growth_paths_say_which_affiliates_count_and_why_others_do_not() -> None:
    grown = {
        path.affiliate.key: line.verdict
        for path in with_all(Path.objects.all())
        for line in growth.lines(path, DAY)
        if line.capacity == "engaging-students"
    }
    assert grown == {
        "altiplano-students": "grew",
        "savanna-students": "grew",
        "delta-students": "grew",
        "capital-students": "grew",  # in a language that is not underrepresented
        "atlas-students": "same",
        "island-students": "running",
    }
    assert [*as_derived("capacity.assessed")] == []
    assert not Fact.objects.filter(kind="capacity.assessed").exclude(source__startswith="capacity/").exists()


def test_the_plan_counts_three_grown_affiliates_and_names_the_exceptions(client: Client) -> None:
    found = queries.standing(Plan.objects.get(key=cast.PLAN), AnonymousUser()).by_key("affiliates-capacity")
    assert found
    assert found.requirements[0].value == 3
    page = client.get(f"/plan/{cast.PLAN}/key-results/affiliates-capacity/").content.decode()
    assert "Its languages are not underrepresented" in page
    assert "It stands where it stood before" in page


def test_an_exchange_went_from_its_request_to_what_came_of_it() -> None:
    helped = Exchange.objects.get(was_passed_on=False)
    assert set(helped.outcomes.values_list("answer", flat=True)) == {"helped"}
    waiting = Exchange.objects.get(was_passed_on=True)
    assert (waiting.state, str(waiting.asked)) == ("asked", cast.LEADERSHIP.name)
    assert all(exchange.sample for exchange in (helped, waiting))


def test_young_people_stand_and_the_last_of_the_panel_is_still_reading() -> None:
    call = Call.objects.get(council__key="youth-advisory-council")
    agreed, asked = (Person.objects.get(username=each.username) for each in (cast.AGREED_FOR, cast.ASKED_FOR))
    assert [each.shown_name for each in judged(call)] == ["Sanelu", "Tavita"]
    assert [minors.may_take_part(each) for each in (agreed, asked)] == [True, False]
    assert asked.consents.get().state == ConsentState.ASKED
    assert (progress(call).wanted, progress(call).given) == (5, 3)  # one has a conflict with one of them


def test_everybody_whom_one_can_be_is_there_and_no_minor_is_shown(client: Client) -> None:
    found = {each.key: personas.person_of(each) for each in personas.PERSONAS if each.username}
    assert None not in found.values()
    assert [key for key, person in found.items() if person and person.shielded] == ["minor"]
    page = client.get("/councils/youth-advisory-council/calls/1/").content.decode()
    assert "Sanelu" not in page


def test_nobodys_role_has_ended_before_the_year() -> None:
    held = set(held_today().values_list("person__username", "role"))
    given = {(each.username, role) for each in cast.EVERYBODY for role, _scope in each.roles}
    assert given - held == set()
    assert (cast.ORGANIZER.username, "organizer") in held


def test_somebody_left_and_a_finding_was_withdrawn() -> None:
    assert Holding.objects.get(stage="left").position.key == "liaison-3"
    assert Finding.objects.filter(withdrawn_at__isnull=False).count() == 1
