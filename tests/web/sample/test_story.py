"""The story by itself, before anything is stated: it keeps to its year, and its arithmetic holds."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from thriving.evidence.statements import Statement, problems
from thriving.web.sample import groups, year
from thriving.web.sample.deeds import CheckedIn, OfEvent, Told, Withdrawn
from thriving.web.sample.story import gatherings

DEEDS = year.deeds()
TOLD = [deed for deed in DEEDS if isinstance(deed, Told)]
OPENING = date(2020, 4, 15)


def facts(kind: str, *, known_on: date) -> list[Statement]:
    gone = {key for deed in DEEDS if isinstance(deed, Withdrawn) and deed.on <= known_on for key in deed.keys}
    said = [fact for deed in TOLD if deed.on <= known_on for fact in deed.facts if fact.kind == kind]
    return [fact for fact in said if fact.natural_key not in gone]


def people_engaged(*, on: date, known_on: date) -> int:
    """Whoever came to a session, and who organizes them all; the one registered twice until it was found."""
    known = [of for of in gatherings.held() if (of.session.typed_on or of.session.on) <= known_on]
    came = {each.number for of in known for each in of.people if of.session.on <= on}
    return len(came) + 1 - (known_on >= gatherings.FOUND_OUT)


def test_the_same_seed_tells_the_same_year() -> None:
    assert year.deeds() == DEEDS


def test_everything_happens_within_the_year_and_is_told_no_earlier_than_it_happened() -> None:
    strays = [
        fact for deed in TOLD for fact in deed.facts if not date(2019, 7, 1) <= fact.occurred_on <= deed.on
    ]
    assert strays == []
    assert max(deed.on for deed in DEEDS) <= date(2020, 6, 30)


def test_every_fact_is_one_that_the_ledger_takes() -> None:
    assert [(fact, found) for deed in TOLD for fact in deed.facts if (found := problems(fact))] == []


def test_no_two_facts_share_a_natural_key() -> None:
    keys = Counter((fact.kind, fact.natural_key) for deed in TOLD for fact in deed.facts)
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize(("known_on", "people"), [(date(2020, 3, 31), 84), (date(2020, 4, 10), 88)])
def test_framework_people_as_at_31_march(known_on: date, people: int) -> None:
    assert people_engaged(on=date(2020, 3, 31), known_on=known_on) == people


def test_five_framework_records_come_late_and_one_is_taken_back() -> None:
    late = [of for of in gatherings.held() if of.session.typed_on]
    taken_back = [deed for deed in DEEDS if isinstance(deed, OfEvent) and deed.step == "undo"]
    assert (sum(len(of.people) for of in late), len(taken_back)) == (5, 1)


def test_who_comes_to_several_sessions_has_an_account() -> None:
    times = Counter(each.number for of in gatherings.held() for each in of.people)
    assert all(each.again == (times[each.number] > 1) for of in gatherings.held() for each in of.people)


def test_framework_ends_past_its_target() -> None:
    assert people_engaged(on=date(2020, 6, 30), known_on=date(2020, 6, 30)) >= 150


def test_only_real_key_results_are_checked_in_on() -> None:
    checked = {deed.key_result for deed in DEEDS if isinstance(deed, CheckedIn)}
    assert len(checked) == 12


def test_people_are_told_of_by_random_identifiers_alone() -> None:
    names = {group.name for group in (groups.COMMUNITIES | groups.AFFILIATES | groups.PARTNERS).values()}
    said = {
        value for deed in TOLD for fact in deed.facts for value in (fact.subject, *fact.dimensions.values())
    }
    assert said & names == set()
