from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import Cast
from tests.safety.conduct import world

from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.models import Audience
from thriving.safety.conduct import actions, queries
from thriving.safety.conduct.models import Comment, Version

EVERYBODY = Words(en="Everybody was heard.")


def said(version: Version, cast: Cast, words: str = "Say more about newcomers.") -> Comment:
    with world.at(world.ASKED_UNTIL):
        return actions.comment(version, words, language="en", by=cast.volunteer)


def test_a_consultation_ends_once_everybody_is_answered(cast: Cast) -> None:
    version = world.asked()
    comment = said(version, cast)
    with world.at(world.CONCLUDED):
        with pytest.raises(Refused, match="Answer every comment"):
            actions.conclude(version, EVERYBODY, by=world.keeper())
        actions.answer(comment, "changed", "It now does.", language="en", by=world.keeper())
        actions.conclude(version, EVERYBODY, by=world.keeper())
    assert world.fresh(version).consulted_on == world.CONCLUDED


def test_nothing_is_frozen_with_a_comment_unanswered(cast: Cast) -> None:
    version = world.asked()
    said(version, cast)
    Version.objects.filter(pk=version.pk).update(consulted_on=world.CONCLUDED)
    with pytest.raises(Refused, match="Answer every comment"):
        actions.freeze(version, by=world.keeper())


def test_it_lasts_until_its_last_day(cast: Cast) -> None:
    version = world.asked()
    with world.at(world.ASKED_UNTIL), pytest.raises(Refused, match="not over yet"):
        actions.conclude(version, EVERYBODY, by=world.keeper())
    with world.at(world.CONCLUDED), pytest.raises(Refused, match="is over"):
        actions.comment(version, "Too late.", language="en", by=cast.volunteer)


def test_what_was_concluded_is_neither_concluded_again_nor_prolonged(db: None) -> None:
    version = world.concluded()
    with world.at(world.CONCLUDED):
        with pytest.raises(Refused, match="no consultation that could be concluded"):
            actions.conclude(version, EVERYBODY, by=world.keeper())
        with pytest.raises(Refused, match="no consultation that could be concluded"):
            actions.prolong(version, until=world.CONCLUDED + timedelta(days=9), by=world.keeper())


@pytest.mark.parametrize("step", ["drafted", "frozen"])
def test_nothing_is_concluded_before_or_after_a_consultation(db: None, step: str) -> None:
    version = getattr(world, step)()
    with world.at(world.CONCLUDED), pytest.raises(Refused, match="only while the text is in consultation"):
        actions.conclude(version, EVERYBODY, by=world.keeper())


@pytest.mark.parametrize("days", [0, 6, 400])
def test_everybody_has_a_week_at_least(db: None, days: int) -> None:
    version = world.drafted()
    with world.at(world.DRAFTED), pytest.raises(Refused, match="ends between"):
        actions.consult(version, until=world.DRAFTED + timedelta(days=days), by=world.keeper())


def test_it_only_becomes_longer(db: None) -> None:
    version = world.asked()
    with world.at(world.DRAFTED):
        with pytest.raises(Refused, match="only become longer"):
            actions.prolong(version, until=world.ASKED_UNTIL - timedelta(days=1), by=world.keeper())
        actions.prolong(version, until=world.ASKED_UNTIL + timedelta(days=9), by=world.keeper())
    assert world.fresh(version).consulted_until == world.ASKED_UNTIL + timedelta(days=9)


def test_a_hidden_comment_says_why_and_waits_no_longer(cast: Cast) -> None:
    version = world.asked()
    comment = said(version, cast)
    actions.hide_comment(comment, why="It is an advertisement.", by=world.keeper())
    assert queries.unanswered(version) == 0


def test_nobody_who_took_part_is_named_in_an_answer(cast: Cast) -> None:
    version = world.asked()
    comment = said(version, cast)
    with pytest.raises(Refused, match="without names"):
        actions.answer(comment, "kept", "As Valentina says.", language="en", by=world.keeper())


def test_a_name_stands_only_where_its_owner_shows_it(cast: Cast) -> None:
    version = world.asked()
    comment = said(version, cast)
    names = lambda reader: [each.name for each in queries.consulting.as_read(reader, [comment])]  # noqa: E731
    assert names(cast.visitor) == [""]
    cast.volunteer.name_shown_to = Audience.EVERYONE
    cast.volunteer.save()
    assert names(cast.visitor) == ["Valentina"]


def test_a_visitor_does_not_comment(cast: Cast) -> None:
    version = world.asked()
    with world.at(world.DRAFTED), pytest.raises(PermissionDenied):
        actions.comment(version, "Hello.", language="en", by=cast.visitor)  # type: ignore[arg-type]


def test_twenty_comments_of_one_person_are_enough(cast: Cast) -> None:
    version = world.asked()
    for number in range(20):
        said(version, cast, f"Thought {number}.")
    with pytest.raises(Refused, match="20 things"):
        said(version, cast)
