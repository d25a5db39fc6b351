from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from tests.conftest import Cast
from tests.grants import world
from tests.grants.proposals import written

from thriving.grants.proposals import actions, queries, rules, standing
from thriving.grants.proposals.models import Proposal
from thriving.grants.proposals.states import PROPOSAL, PUBLIC_WORDS
from thriving.kernel import access
from thriving.movement.actions import Refused
from thriving.movement.models import Person

VISITOR = AnonymousUser()


def seen_by(reader: Any) -> list[Proposal]:
    return list(queries.proposals_for(reader))


@pytest.fixture
def closed(cast: Cast) -> Iterator[None]:
    """As the review does it: everything is closed to the evaluator, who said to have a conflict."""

    def to_them(person: Any) -> Q:
        conflicted = Proposal.objects.filter(applicant=cast.volunteer).values("pk")
        return Q(pk__in=conflicted) if person == cast.evaluator else Q(pk__in=[])

    with rules.closed_to.temporarily("test", to_them):
        yield


def test_everybody_reads_it_some_days_after_it_was_handed_in(ama: Person) -> None:
    one = world.proposal(ama)
    for day, seen in ((date(2026, 2, 3), []), (date(2026, 2, 4), [one])):
        with written.on(day):
            assert seen_by(VISITOR) == seen
    assert seen_by(ama) == [one]


def test_59_hidden_for_safety_it_is_read_by_nobody_else(ama: Person, officer: Person, cast: Cast) -> None:
    one = world.proposal(ama)
    actions.hide(one, hidden=True, by=ama)
    for reader in (VISITOR, cast.volunteer, cast.evaluator, cast.operator):
        assert seen_by(reader) == []
        with pytest.raises(Http404):
            queries.proposal_for(reader, one.key)
    assert seen_by(ama) == seen_by(officer) == [one]


def test_59_an_officer_hides_it_and_its_people_alone_show_it(ama: Person, officer: Person) -> None:
    one = world.proposal(ama)
    actions.hide(one, hidden=True, by=officer)
    with pytest.raises(PermissionDenied):
        actions.hide(one, hidden=False, by=officer)
    actions.hide(one, hidden=False, by=ama)
    assert not one.hidden


@pytest.mark.parametrize("state", sorted(PROPOSAL.states))
def test_draft_and_withdrawn_are_never_public(ama: Person, state: str) -> None:
    one = world.proposal(ama, state)
    expected = [] if state in ("draft", "withdrawn") else [one]
    assert seen_by(VISITOR) == expected


def test_04_closed_by_a_conflict_it_is_nowhere(ama: Person, cast: Cast, closed: None) -> None:
    one, other = world.proposal(cast.volunteer), world.proposal(ama)
    assert seen_by(cast.evaluator) == [other]
    with pytest.raises(Http404):
        queries.proposal_for(cast.evaluator, one.key)
    for rule in ("see_proposal", "read_proposal", "comment_proposal", "see_inner_words"):
        assert not access.may(cast.evaluator, rule, one)
    with pytest.raises(PermissionDenied):
        actions.comment(one, "So.", by=cast.evaluator)
    assert set(seen_by(cast.second_evaluator)) == {one, other}


def test_04_whoever_closes_all_closes_all(ama: Person) -> None:
    world.proposal(ama)
    with rules.closed_to.temporarily("test", lambda _person: Q()):
        assert seen_by(VISITOR) == []
        assert len(seen_by(ama)) == 1


def test_readers_are_added_by_packages_above(ama: Person, cast: Cast) -> None:
    one = world.proposal(ama, hidden=True)
    mine = lambda person: Q(pk=one.pk) if person == cast.evaluator else Q(pk__in=[])  # noqa: E731 -- one line of a test
    with rules.readers.temporarily("test", mine):
        assert list(queries.to_read(cast.evaluator)) == [one]
        assert not access.may(cast.evaluator, "read_safety_needs", one)
        assert seen_by(cast.second_evaluator) == []


def test_01_draft_is_its_sides_alone(ama: Person, kofi: Person, officer: Person) -> None:
    one = world.proposal(ama, "draft")
    for reader in (VISITOR, kofi, officer):
        with pytest.raises(Http404):
            queries.proposal_for(reader, one.key)
    actions.ask_to_join(one, kofi, by=ama)
    assert seen_by(kofi) == [one]
    assert not queries.written_by(kofi).exists()
    actions.let_go(one, kofi, by=kofi)
    assert seen_by(kofi) == []


def test_02_every_list_and_the_page_agree(ama: Person, kofi: Person, officer: Person, cast: Cast) -> None:
    made = [world.proposal(ama, state) for state in sorted(PROPOSAL.states)]
    made += [world.proposal(kofi, hidden=True), world.proposal(officer, "in_review")]
    for reader in (VISITOR, ama, kofi, officer, cast.volunteer):
        listed = set(seen_by(reader))
        assert listed == {one for one in made if access.may(reader, "see_proposal", one)}
        assert set(queries.to_read(reader)) <= listed
        assert set(queries.to_screen(reader)) <= listed


def test_people_of_a_proposal_are_those_who_agreed(ama: Person, kofi: Person) -> None:
    one = world.proposal(ama)
    assert list(queries.people_of(one)) == [ama]
    world.together(one, kofi)
    assert set(queries.people_of(one)) == {ama, kofi}


def test_public_word_comes_from_above_once_it_is_granted(ama: Person) -> None:
    granted, declined = world.proposal(ama, "approved"), world.proposal(ama, "declined")
    with standing.after.temporarily("test", lambda ids: dict.fromkeys(ids, "Running")):
        words = standing.public_words([granted, declined])
    assert [str(words[each.pk]) for each in (granted, declined)] == [
        "Running",
        "Decided: it is not funded",
    ]


def test_every_state_has_its_public_word() -> None:
    assert set(PUBLIC_WORDS) == PROPOSAL.states


def test_recorded_decision_is_not_told_before_the_applicant_hears_of_it() -> None:
    assert PUBLIC_WORDS["decision_recorded"] == PUBLIC_WORDS["in_review"]


def test_comment_is_taken_back_by_who_said_it(ama: Person, kofi: Person) -> None:
    one = world.proposal(ama)
    said = actions.comment(one, "Well reckoned.", by=kofi)
    with pytest.raises(PermissionDenied):
        actions.take_back(said, by=ama)
    actions.take_back(said, by=kofi)
    said.refresh_from_db()
    assert said.words == ""


def test_comments_have_words_and_a_limit(ama: Person) -> None:
    one = world.proposal(ama)
    for words in (" ", "x" * 3001):
        with pytest.raises(Refused):
            actions.comment(one, words, by=ama)
    assert not one.comments.exists()
