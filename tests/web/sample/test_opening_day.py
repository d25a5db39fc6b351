"""15 April 2020, the day on which the demo opens, as its readers find it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from thriving.evidence.measures import evidence
from thriving.evidence.models import Fact, Release, Source
from thriving.evidence.queries import open_facts
from thriving.grants.funds.models import Round
from thriving.grants.payments.gates import RELEASE
from thriving.grants.payments.models import Disbursement
from thriving.grants.payments.states import APPROVED, CHECKED, PASSED
from thriving.grants.proposals.models import Proposal
from thriving.kernel import diary
from thriving.movement.models import Person
from thriving.plan import queries
from thriving.plan.judgment.forecast import Interval
from thriving.plan.models import Plan, PlanChange
from thriving.plan.queries import PlanStanding
from thriving.plan.states import Status
from thriving.safety.event_risk.models import Assessment, Stakeholder, Waiver
from thriving.web.sample import cast

DAY = date(2020, 4, 15)
MARCH = date(2020, 3, 31)
FRAMEWORK = "leadership-development-framework"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("played")]


def standing(reader: Any = None, **dates: date) -> PlanStanding:
    return queries.standing(Plan.objects.get(key=cast.PLAN), reader or AnonymousUser(), **dates)


def lead() -> Person:
    return Person.objects.get(username=cast.LEADERSHIP.username)


def people(standing: PlanStanding) -> Any:
    found = standing.by_key(FRAMEWORK)
    assert found
    return found.requirements[0]


@pytest.mark.parametrize(
    ("key_result", "status"),
    [
        ("youth-advisory-council", Status.LATE),
        ("affiliates-capacity", Status.ON_TRACK),
        ("gender-manager-and-regional-liaisons", Status.OFF_TRACK),
        ("online-learning-experience", Status.ON_TRACK),
        ("education-greenhouse", Status.NO_CASE_YET),
        (FRAMEWORK, Status.AT_RISK),
        ("research-partnership", Status.ON_TRACK),
        ("campaign-in-a-box", Status.ON_TRACK),
        ("heritage-digitization-needs", Status.NO_RECENT_DATA),
        ("code-of-conduct", Status.ON_TRACK),
        ("risk-protocol", Status.AT_RISK),
        ("crisis-response", Status.NO_CASE_YET),
    ],
)
def test_every_state_but_the_final_ones_occurs(key_result: str, status: Status) -> None:
    found = standing().by_key(key_result)
    assert found
    assert found.status == status


def test_the_framework_has_88_people_where_112_were_expected() -> None:
    found = people(standing())
    assert (found.value, int(found.expected), found.target) == (88, 112, 150)


def test_its_lead_finds_the_same_number_live() -> None:
    assert people(standing(lead())).value == 88


@pytest.mark.parametrize("reader", [AnonymousUser, lead])
def test_it_may_reach_its_target_and_may_not(reader: Callable[[], Any]) -> None:
    found = people(standing(reader())).forecast.found
    assert isinstance(found, Interval)
    assert found.low < 150 < found.high


@pytest.mark.parametrize(("known", "value"), [(MARCH, 84), (date(2020, 4, 9), 84), (date(2020, 4, 10), 88)])
def test_as_at_31_march_the_number_depends_on_what_was_known(known: date, value: int) -> None:
    assert people(standing(on=MARCH, known=known)).value == value


@pytest.mark.parametrize(("known", "value"), [(MARCH, 84), (date(2020, 4, 10), 88)])
def test_its_lead_finds_the_same_on_the_same_two_dates(known: date, value: int) -> None:
    assert people(standing(lead(), on=MARCH, known=known)).value == value


def test_the_correction_names_what_it_corrects() -> None:
    corrected = Release.objects.get(on=MARCH, corrects__isnull=False)
    assert corrected.corrects
    assert (corrected.corrects.on, corrected.known_on) == (MARCH, date(2020, 4, 10))
    assert set(corrected.note) == {"en", "ar", "es"}


def test_the_team_disagrees_with_its_numbers_in_both_directions() -> None:
    disagreeing = {each.key_result.key for each in standing().key_results if each.disagreement}
    assert disagreeing == {FRAMEWORK, "code-of-conduct"}


def test_a_target_was_changed_with_its_reason() -> None:
    change = PlanChange.objects.get(field="target")
    assert (str(change.before), str(change.after)) == ("0.5", "0.6")
    assert "midterm" in change.reason


def test_a_visitor_opens_61_records_of_the_risk_protocol_and_27_not() -> None:
    found = standing().by_key("risk-protocol")
    assert found
    number = found.requirements[0].number
    behind = evidence(number.asked.question, number.as_of)
    opened = open_facts(AnonymousUser(), number.asked, number.as_of)
    assert (behind.count(), opened.count()) == (88, 61)


def marked() -> Iterator[bool]:
    yield from Plan.objects.values_list("sample", flat=True)
    yield from Release.objects.values_list("sample", flat=True)
    yield from Source.objects.values_list("sample", flat=True)


def test_everything_is_marked_as_sample() -> None:
    assert all(marked())


def test_every_fact_but_a_typed_one_has_its_record() -> None:
    known = Source.objects.values_list("key", flat=True)
    assert not Fact.objects.exclude(origin="stated").exclude(source__in=known).exists()


def test_its_diary_holds() -> None:
    assert diary.verify() == []


def test_nobody_has_a_password() -> None:
    assert not any(person.has_usable_password() for person in Person.objects.all())


def test_two_assessments_have_gone_stale_each_for_its_own_reason() -> None:
    stale = Assessment.objects.filter(state="stale").values_list("event__place", "stale_why")
    assert sorted(stale) == [("Jalpaiguri", "alert"), ("Mahdia", "material")]


def test_one_condition_was_waived_so_that_a_payment_could_leave() -> None:
    waiver = Waiver.objects.get()
    assert (waiver.state, waiver.condition) == ("granted", "contacts")
    paid = Disbursement.objects.get(tranche__agreement__key="oral-history-2020-02")
    assert (paid.state, paid.sent_at < waiver.ends_at) == ("confirmed", True)
    assert waiver.ends_at.date() < DAY


def test_one_payment_is_refused_and_says_by_what_and_whose_it_is() -> None:
    refused = Disbursement.objects.get(state="requested")
    unmet = RELEASE.ask(refused).unmet
    assert [str(each.sentence) for each in unmet] == [
        "There is a new alert for the country.",
        "Two safety contacts must have been called and reached within 14 days; 0 were.",
        "“Events team” has not taken part in the risk protocol.",
    ]
    assert all(each.whose and each.address for each in unmet)


def test_one_payment_waits_for_its_approvals_and_one_to_be_sent() -> None:
    ready = Disbursement.objects.filter(state__in=PASSED).order_by("tranche__agreement__key")
    assert [(each.tranche.agreement.key, each.state) for each in ready] == [
        ("night-sky-2020-03", APPROVED),
        ("plateau-2020-03", CHECKED),
    ]
    assert all(RELEASE.ask(each).open for each in ready)


def test_every_proposal_that_was_handed_in_has_a_target_for_the_two_core_measures_of_its_round() -> None:
    assert all(len(each.core_measures) == 2 for each in Round.objects.all())
    for each in Proposal.objects.exclude(submitted_at=None).select_related("round"):
        chosen = each.measures.values_list("measure__key", flat=True)
        assert list(chosen) == each.round.core_measures


def test_of_the_foundation_two_never_took_part_and_one_of_them_is_named_to_everybody() -> None:
    missed = Stakeholder.objects.filter(engaged_at=None, employer="foundation")
    assert sorted(each.role for each in missed) == ["events-team", "legal"]
    found = standing().by_key("risk-protocol")
    assert found
    assert found.requirements[0].words == "43 of 45 relevant Foundation stakeholders"
    board = Client().get(f"/plan/{cast.PLAN}/board/").content.decode()
    assert "<bdi>Events team: " in board
    assert "<li>Legal: " not in board
