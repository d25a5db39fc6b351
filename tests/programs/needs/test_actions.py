"""Rounds and single assessments: who may, what is refused, and what the ledger then says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import Cast, person
from tests.programs.needs import world

from thriving.evidence.check import mismatches
from thriving.evidence.models import Fact
from thriving.kernel import access
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.needs import actions
from thriving.programs.needs.actions import forget_due
from thriving.programs.needs.asked import asked_now
from thriving.programs.needs.models import Assessment, Holder, Round
from thriving.programs.needs.queries.tally import tally
from thriving.questions.models import Answer


def standing() -> list[tuple[str, dict[str, str]]]:
    rows = Fact.objects.filter(kind="needs.assessed", superseded_number=None)
    return list(rows.order_by("number").values_list("subject", "dimensions"))


def test_planning_is_for_those_who_run_programs(cast: Cast, places_known: None) -> None:
    with pytest.raises(PermissionDenied):
        _draft(cast.volunteer)


def test_a_round_opens_once_its_questions_are_published(organizer: Person, places_known: None) -> None:
    one = _draft(organizer)
    with pytest.raises(Refused, match="Publish the questions first"):
        actions.open_round(one, by=organizer)


def test_a_round_begins_with_the_questionnaire_that_is_shipped(organizer: Person, places_known: None) -> None:
    version = asked_now(_opened(organizer))
    assert version
    assert [each.key for each in version.asked][:3] == ["held", "size", "size_unit"]


def test_a_finished_assessment_is_counted_by_its_region(organizer: Person, places_known: None) -> None:
    found = _finished(organizer)
    holder = {"region": "sub-saharan-africa", "country": "GH", "holder_type": "archive"}
    assert standing() == [(found.holder.key, {**holder, "need": "heritage-digitization"})]
    assert not Answer.objects.exists()


def test_a_country_where_it_is_dangerous_is_not_told(organizer: Person, places_known: None) -> None:
    _finished(organizer, country="SY")
    assert "country" not in standing()[0][1]


def test_a_private_collection_is_counted_nowhere(organizer: Person, places_known: None) -> None:
    found = _finished(organizer, kind="private_collection")
    assert standing() == []
    assert tally(found.round).regions == {}


def test_what_becomes_a_private_collection_counts_no_longer(organizer: Person, places_known: None) -> None:
    found = _finished(organizer)
    _fill(found, organizer, kind="private_collection")
    assert standing() == []


def test_a_draft_is_kept_and_counts_nothing(organizer: Person, places_known: None) -> None:
    one = _opened(organizer)
    found = _asked(one, organizer)
    _fill(found, None, answers={"held": ["maps"]}, final=False)
    assert (found.state, found.answers) == ("started", {"held": ["maps"]})
    assert standing() == []


def test_the_same_holder_is_asked_once(organizer: Person, places_known: None) -> None:
    one = _opened(organizer)
    _asked(one, organizer)
    with pytest.raises(Refused, match="already, with the code"):
        _asked(one, organizer, "OLD  archive")


def test_taking_back_deletes_the_answers_and_the_name(organizer: Person, places_known: None) -> None:
    found = _finished(organizer)
    link = found.link
    actions.withdraw(found, by=None)
    found = Assessment.objects.get(pk=found.pk)
    assert (found.answers, found.contact, found.holder.name) == ({}, "", "–")
    assert found.link != link
    assert standing() == []


def test_the_ledger_finds_its_assessments_again(organizer: Person, places_known: None) -> None:
    found = _finished(organizer)
    _fill(found, organizer, country="IN")
    assert not list(mismatches())


def test_who_lost_the_role_reads_nothing_any_more(organizer: Person, places_known: None) -> None:
    one = _opened(organizer)
    organizer.holdings.update(ends_on=world_day() - timedelta(days=1))
    assert not access.may(Person.objects.get(pk=organizer.pk), "assess", one)


def test_another_organizer_reads_nothing_until_taken_on(organizer: Person, places_known: None) -> None:
    one, other = _opened(organizer), person("olu", "organizer")
    assert not access.may(other, "assess", one)
    actions.take_on(one, other, by=organizer)
    assert access.may(other, "assess", one)
    assert not access.may(other, "lead_round", one)


def test_nobody_without_a_role_is_taken_on(organizer: Person, cast: Cast, places_known: None) -> None:
    with pytest.raises(Refused, match="runs programs"):
        actions.take_on(_opened(organizer), cast.volunteer, by=organizer)


def test_answers_are_deleted_on_the_promised_day_and_sums_stay(organizer: Person, places_known: None) -> None:
    found = _finished(organizer, may_be_named=False)
    with _on(date(2027, 6, 29)):
        assert forget_due() == 0
    with _on(date(2027, 6, 30)):
        assert forget_due() == 1
    one = Round.objects.get()
    kept = Assessment.objects.get(pk=found.pk)
    assert (kept.answers, kept.contact, kept.holder.name) == ({}, "", "–")
    kept_sums = tally(one).regions["sub-saharan-africa"]
    assert (kept_sums.holders, kept_sums.held, kept_sums.is_withheld) == (1, {}, True)
    assert not list(mismatches())


@pytest.mark.parametrize("guarded", [{"kind": "private_collection"}, {"country": "SY"}])
def test_who_is_never_named_loses_the_name(
    organizer: Person, places_known: None, guarded: dict[str, str]
) -> None:
    found = _finished(organizer, may_be_named=True, **guarded)
    with _on(date(2027, 6, 30)):
        forget_due()
    assert Holder.objects.get(pk=found.holder_id).name == "–"


def test_who_may_be_named_keeps_the_name(organizer: Person, places_known: None) -> None:
    found = _finished(organizer, may_be_named=True)
    with _on(date(2027, 6, 30)):
        forget_due()
    assert Holder.objects.get(pk=found.holder_id).name == "Old Archive"


_draft, _opened, _asked, _on = world.draft, world.opened, world.asked, world.on


def world_day() -> date:
    return date(2026, 3, 1)


def _finished(by: Person, **otherwise: object) -> Assessment:
    return world.finished(_opened(by), by, **otherwise)


def _fill(found: Assessment, by: Person | None, *, final: bool = True, **otherwise: object) -> Assessment:
    answers = otherwise.pop("answers", world.ANSWERS)
    with _on(world.DAY):
        filled = world.filled(found.round, answers)  # type: ignore[arg-type]
        return actions.fill(found, world.told(**otherwise), filled, final=final, by=by)  # type: ignore[arg-type]
