"""What may be done with a learning pattern, what is refused, and what of it is counted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import Cast, person
from tests.programs.patterns import world

from thriving.evidence import shipped
from thriving.evidence.asked import Asked
from thriving.evidence.models import Fact, Measure
from thriving.evidence.queries import numbers_for
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.words import Words
from thriving.movement.actions import Refused, leave
from thriving.programs.patterns import actions, facts, queries
from thriving.programs.patterns.models import Endorsement, Pattern, Reuse

pytestmark = pytest.mark.django_db


def reused() -> Any:
    shipped.define(by="tests")
    version = Measure.objects.get(key="learning-patterns-reused").versions.get()
    return numbers_for(None, [Asked.of(version)])[0].reading.value


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": Words()},
        {"title": Words(en="x" * 151)},
        {"problem": Words(en="x" * 3_001)},
        {"problem": Words({"xx-none": "x"})},
        {"language": "xx-none"},
        {"topics": ("flying",)},
    ],
)
def test_what_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        world.draft(**wrong)
    assert not Pattern.objects.exists()


@pytest.mark.parametrize("missing", ["problem", "solution"])
def test_a_draft_with_a_hole_is_not_published(missing: str) -> None:
    draft = world.draft(**{missing: Words()})
    with pytest.raises(MoveRefused, match="must be filled in first"):
        actions.publish(draft, by="tests")


def test_who_may_do_what(cast: Cast) -> None:
    draft = world.draft(cast.volunteer)
    with pytest.raises(PermissionDenied):
        actions.publish(draft, by=cast.volunteer)
    with pytest.raises(PermissionDenied):
        actions.rewrite(draft, world.written(), by=person("nosy"))
    actions.publish(draft, by=person("oriole", "organizer"))
    with pytest.raises(PermissionDenied):
        actions.retire(draft, reason="Mine.", by=cast.volunteer)
    actions.retire(draft, reason="It no longer holds.", by=cast.lead)
    with pytest.raises(Refused, match="retired"):
        actions.rewrite(draft, world.written(), by=cast.volunteer)


def test_nobody_but_the_author_decides_whether_they_are_named(cast: Cast) -> None:
    pattern = world.published(cast.volunteer)
    actions.rewrite(pattern, world.written(credited=True), by=cast.lead)
    assert queries.author_of(cast.lead, pattern) is None
    actions.rewrite(pattern, world.written(credited=True), by=cast.volunteer)
    author = queries.author_of(cast.lead, pattern)
    assert author is not None
    assert author.name == "Valentina"
    assert queries.author_of(cast.visitor, pattern) is None


def test_a_person_endorses_once_and_not_their_own(cast: Cast) -> None:
    pattern = world.published(cast.volunteer)
    with pytest.raises(PermissionDenied):
        actions.endorse(pattern, by=cast.volunteer)
    for _twice in range(2):
        actions.endorse(pattern, by=cast.lead)
    assert Endorsement.objects.count() == 1
    for _twice in range(2):
        actions.take_back_endorsement(pattern, by=cast.lead)
    assert not Endorsement.objects.exists()


@pytest.mark.parametrize("state", ["draft", "retired"])
def test_only_what_stands_is_endorsed_and_used(cast: Cast, state: str) -> None:
    pattern = world.draft()
    if state == "retired":
        actions.retire(pattern, reason="No.", by="tests")
    with pytest.raises(PermissionDenied):
        actions.endorse(pattern, by=cast.lead)
    with pytest.raises(PermissionDenied):
        world.used(pattern, cast.lead)


def test_what_was_used_is_counted_once_however_often(cast: Cast) -> None:
    pattern = world.published()
    assert reused() == 0
    first = world.used(pattern, cast.lead)
    world.used(pattern, cast.volunteer)
    assert reused() == 1
    assert {fact.natural_key for fact in Fact.objects.all()} == {s.natural_key for s in facts.statements()}
    actions.take_back_reuse(first, by=cast.lead)
    assert reused() == 1
    actions.take_back_reuse(Reuse.objects.get(), by=cast.evaluator, why="It was another one.")
    assert (reused(), list(facts.statements())) == (0, [])


def test_a_use_is_taken_back_by_who_told_it(cast: Cast) -> None:
    told = world.used(world.published(), cast.volunteer)
    with pytest.raises(PermissionDenied):
        actions.take_back_reuse(told, by=person("nosy"))


@pytest.mark.parametrize(
    "wrong", [{"where": " "}, {"where": "x" * 301}, {"on": date(2999, 1, 1)}, {"url": "ftp://example.org"}]
)
def test_a_use_that_makes_no_sense_is_refused(cast: Cast, wrong: dict[str, Any]) -> None:
    told: dict[str, Any] = {"where": "In Tamale", "on": world.USED, **wrong}
    pattern = world.published()
    with pytest.raises(Refused):
        actions.reuse(pattern, told.pop("where"), by=cast.lead, **told)
    assert not Fact.objects.exists()


def test_nobody_tells_of_use_without_end(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thriving.programs.patterns.actions.using.MOST_A_DAY", 2)
    pattern = world.published()
    for _number in range(2):
        world.used(pattern, cast.volunteer)
    with pytest.raises(Refused, match="enough for one day"):
        world.used(pattern, cast.volunteer)


def test_whoever_leaves_leaves_the_pattern_behind(cast: Cast) -> None:
    pattern = world.published(cast.volunteer, credited=True)
    other = world.published("tests", "coffee")
    actions.endorse(other, by=cast.volunteer)
    world.used(other, cast.volunteer)
    leave(cast.volunteer, by=cast.volunteer)
    assert Pattern.objects.get(pk=pattern.pk).author is None
    assert (Endorsement.objects.count(), Reuse.objects.get().teller) == (0, None)


def test_words_are_found_in_every_language_without_case_and_marks(cast: Cast) -> None:
    world.published()
    world.published("tests", "coffee", title=Words(en="Coffee", ar="القهوة أولاً"), topics=())
    found = queries.published(cast.visitor)
    for words, topic, keys in (
        ("PRIMERO te", "", ["tea-first"]),
        ("القهوة", "", ["coffee"]),
        ("offer", "", ["coffee", "tea-first"]),
        ("", "events", ["tea-first"]),
        ("100%", "", []),
        ("", "flying", []),
    ):
        wanted = queries.Wanted(words, topic)
        assert [each.key for each in queries.matching(found, wanted)] == keys


def test_others_name_published_ones_by_their_keys() -> None:
    world.published()
    world.draft("tests", "coffee")
    assert queries.titles(["tea-first", "coffee", "nothing"]) == {"tea-first": world.WRITTEN["title"]}
