"""No money for an event before each condition is met; each unmet one says what is missing, and whose."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.conftest import person
from tests.safety.conduct import world as conduct
from tests.safety.event_risk import ready

from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.conduct.models import Acknowledgement, Version
from thriving.safety.event_risk.conditions import TITLES, WAIVABLE
from thriving.safety.event_risk.material import material_of
from thriving.safety.event_risk.models import Proviso, RiskHold, Triage
from thriving.safety.event_risk.queries import gate

pytestmark = pytest.mark.django_db


def lacks(event: Event) -> list[str]:
    return [each.condition for each in gate.missing(event)]


def test_what_is_ready_lacks_nothing(organizer: Person) -> None:
    event = ready.ready(organizer)
    with ready.at():
        assert (lacks(event), gate.unmet(event), gate.is_open(event)) == ([], [], True)


def test_what_nobody_looked_at_lacks_all_that_can_be_prepared(organizer: Person) -> None:
    event = ready.event(organizer)
    with ready.at():
        assert lacks(event) == ["assessment", "contacts", "stakeholders"]
        assert not gate.is_open(event)
        assert all(each.sentence and each.whose and each.address for each in gate.unmet(event))


@pytest.mark.parametrize(
    ("state", "open_"),
    [
        ("accepted", True),
        ("accepted_conditional", True),
        ("required", False),
        ("draft", False),
        ("submitted", False),
        ("in_review", False),
        ("changes_requested", False),
        ("escalated", False),
        ("rejected", False),
        ("not_required", False),
    ],
)
def test_only_what_was_accepted_opens_it(organizer: Person, state: str, open_: bool) -> None:  # noqa: FBT001
    event = ready.ready(organizer)
    event.risk_assessments.update(state=state)
    with ready.at():
        assert gate.is_open(event) == open_
        assert ("assessment" in lacks(event)) != open_


def test_the_newest_version_counts(organizer: Person) -> None:
    event = ready.ready(organizer)
    ready.assessed(event, state="draft")
    with ready.at():
        assert lacks(event) == ["assessment"]


def test_each_condition_of_an_acceptance_is_confirmed_first(organizer: Person) -> None:
    event = ready.ready(organizer)
    event.risk_assessments.update(state="accepted_conditional")
    proviso = Proviso.objects.create(
        assessment=event.risk_assessments.get(),
        number=1,
        words="Hire a guard.",
        due_on=ready.NOW.date(),
        state="met",
        met_by="a",
    )
    with ready.at():
        assert lacks(event) == ["assessment"]
        Proviso.objects.filter(pk=proviso.pk).update(state="verified", verified_by="b")
        assert lacks(event) == []


@pytest.mark.parametrize(
    "change", [{"place": "Accra"}, {"country": "NG"}, {"capacity": 70}, {"format": "hybrid"}]
)
def test_a_change_since_the_assessment_closes_it(organizer: Person, change: dict[str, object]) -> None:
    event = ready.ready(organizer)
    Event.objects.filter(pk=event.pk).update(**change)
    with ready.at():
        assert lacks(event) == ["material"]


def test_what_somebody_holds_in_memory_decides_nothing(organizer: Person) -> None:
    event = ready.ready(organizer)
    event.place = "Accra"
    with ready.at():
        assert gate.is_open(event)


def test_an_assessment_ends_on_the_second(organizer: Person) -> None:
    event = ready.ready(organizer)
    event.risk_assessments.update(valid_until=ready.NOW)
    with ready.at(ready.NOW - timedelta(seconds=1)):
        assert "age" not in lacks(event)
    with ready.at():
        assert lacks(event) == ["age"]


def test_contacts_count_for_fourteen_days(organizer: Person) -> None:
    event = ready.ready(organizer)
    later = ready.NOW + timedelta(days=14)
    event.risk_assessments.update(valid_until=later + timedelta(days=9))
    Event.objects.filter(pk=event.pk).update(ends_at=later + timedelta(days=9))
    with ready.at(later):
        assert "contacts" not in lacks(event)
    with ready.at(later + timedelta(seconds=1)):
        assert "contacts" in lacks(event)


def test_one_contact_is_not_two(organizer: Person) -> None:
    event = ready.ready(organizer)
    event.risk_contacts.filter(post="outside").update(reached_at=None, reached_by="")
    with ready.at():
        assert lacks(event) == ["contacts"]
        assert "1 was" in str(gate.unmet(event)[0].sentence)


def test_every_role_is_asked_not_only_the_foundations(organizer: Person) -> None:
    event = ready.ready(organizer)
    event.risk_stakeholders.filter(role="organizer").update(engaged_at=None, how="", engaged_by="")
    with ready.at():
        assert lacks(event) == ["stakeholders"]
        assert ["Organizer" in str(each.sentence) for each in gate.unmet(event)] == [True]


def test_an_empty_register_is_not_a_full_one(organizer: Person) -> None:
    event = ready.ready(organizer)
    event.risk_stakeholders.all().delete()
    with ready.at():
        assert lacks(event) == ["stakeholders"]


def test_an_event_needs_somebody_who_answers_for_it(organizer: Person) -> None:
    event = ready.ready(organizer)
    event.organizers.all().delete()
    with ready.at():
        assert lacks(event) == ["conduct"]


def test_a_hold_closes_it_and_says_no_more_than_its_code(organizer: Person, officer: Person) -> None:
    event = ready.ready(organizer)
    hold = RiskHold.objects.create(
        event=event, reason="An inquiry", placed_at=ready.NOW, placed_by=officer.key
    )
    with ready.at():
        (found,) = gate.unmet(event)
    assert hold.code in str(found.sentence)
    assert "inquiry" not in f"{found.sentence}{found.whose}{found.address}"
    RiskHold.objects.filter(pk=hold.pk).update(lifted_at=ready.NOW, lifted_by=officer.key)
    with ready.at():
        assert gate.is_open(event)


def test_two_must_have_found_that_no_assessment_is_needed(organizer: Person) -> None:
    event = ready.event(organizer)
    ready.assessed(event, state="not_required")
    with ready.at():
        assert "assessment" in lacks(event)
    triage = signed_triage(event)
    with ready.at():
        assert lacks(event) == []
        Event.objects.filter(pk=event.pk).update(place="Accra")
        assert "assessment" in lacks(event)
    Triage.objects.filter(pk=triage.pk).update(state="replaced")
    with ready.at():
        assert "assessment" in lacks(event)


def signed_triage(event: Event) -> Triage:
    return Triage.objects.create(
        event=event,
        number=1,
        questionnaire=1,
        answers={},
        tier="none",
        material=material_of(event),
        state="stands",
        answered_at=ready.NOW,
        answered_by="one",
        decided_at=ready.NOW,
        decided_by="two",
    )


def test_a_hold_holds_also_what_needs_no_assessment(organizer: Person, officer: Person) -> None:
    event = ready.event(organizer)
    ready.assessed(event, state="not_required")
    signed_triage(event)
    RiskHold.objects.create(event=event, reason="x", placed_at=ready.NOW, placed_by=officer.key)
    with ready.at():
        assert lacks(event) == ["hold"]


def test_once_it_is_over_what_it_had_to_pass_before_is_asked_still(organizer: Person) -> None:
    passed, never = ready.ready(organizer), ready.event(organizer, "other")
    over = passed.ends_at + timedelta(days=30)
    passed.risk_assessments.update(state="debriefed")
    with ready.at(over):
        assert lacks(passed) == []
        assert lacks(never) == ["assessment", "contacts", "stakeholders"]


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        ({"place": "Accra"}, ["material"]),
        ({"state": "draft", "published_at": None}, ["age", "contacts"]),
    ],
)
def test_only_an_event_that_went_by_as_it_was_accepted_is_over(
    organizer: Person, change: dict[str, object], lacking: list[str]
) -> None:
    event = ready.ready(organizer)
    Event.objects.filter(pk=event.pk).update(**change)
    with ready.at(event.ends_at + timedelta(days=60)):
        assert lacks(event) == lacking


@pytest.mark.parametrize("days", [-15, 1])
def test_contacts_are_asked_of_an_event_that_is_over_as_of_its_day(organizer: Person, days: int) -> None:
    event = ready.ready(organizer)
    event.risk_contacts.update(reached_at=event.ends_at + timedelta(days=days))
    with ready.at(event.ends_at + timedelta(days=2)):
        assert lacks(event) == ["contacts"]
        assert "is over" in str(gate.unmet(event)[0].whose)


def test_an_assessment_that_ended_before_the_day_stays_too_old(organizer: Person) -> None:
    event = ready.ready(organizer)
    event.risk_assessments.update(valid_until=event.starts_at)
    with ready.at(event.ends_at):
        assert lacks(event) == ["age"]


def test_the_code_is_asked_of_an_event_that_is_over_as_of_its_day(organizer: Person) -> None:
    event = ready.ready(organizer)
    version = conduct.in_force()
    Version.objects.filter(pk=version.pk).update(in_force_on=event.starts_at.date())
    with ready.at(event.ends_at):
        assert lacks(event) == ["conduct"]
        given = Acknowledgement.objects.create(
            version=version, person=organizer, language="en", sha256="x", given_at=event.ends_at
        )
        assert lacks(event) == []
        Acknowledgement.objects.filter(pk=given.pk).update(given_at=event.ends_at + timedelta(seconds=1))
        assert lacks(event) == ["conduct"]
        Version.objects.update(in_force_on=event.starts_at.date() + timedelta(days=1))
        assert lacks(event) == []


def test_every_condition_has_a_name_for_readers() -> None:
    assert set(WAIVABLE) < set(TITLES)
    assert not {"hold", "residual"} & set(WAIVABLE)


def test_it_is_asked_by_a_constant_number_of_queries(organizer: Person) -> None:
    event = ready.ready(organizer)
    counts = []
    for each in range(2):
        with (
            ready.at(),
            CaptureQueriesContext(connection) as captured,
        ):
            gate.missing(event)
        counts.append(len(captured))
        for number in range(2):
            ready.contact(event)
            event.organizers.create(person=person(f"o{each}{number}"), named_at=ready.NOW, named_by="t")
    assert counts[0] == counts[1]
