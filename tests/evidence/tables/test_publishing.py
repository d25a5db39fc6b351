"""Published once, kept for ever: who stood where, told as far as nobody is found."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connection, transaction
from tests.conftest import AtOnce, Cast
from tests.evidence.tables import world
from tests.evidence.tables.world import JUNE, MARCH, at, engage, told

from thriving.evidence import actions
from thriving.evidence.asked import Asked
from thriving.evidence.commands import evidence
from thriving.evidence.disclosure.protect import Refused, Why
from thriving.evidence.models import TableRelease, TableSpecification
from thriving.evidence.tables import auditing, publishing
from thriving.kernel import diary, schedule

pytestmark = pytest.mark.django_db


def test_large_figures_are_told_and_small_ones_are_not(first: TableRelease) -> None:
    figures = told(first)
    assert (first.outcome, first.on, first.known_on, first.number) == ("published", MARCH, MARCH, 1)
    assert figures["",] == 72
    assert figures["south-asia",] == 24
    assert figures["north-america",] is None


def test_nobody_and_a_few_look_alike(first: TableRelease) -> None:
    """Nobody is of Northern & Western Europe, four of North America."""
    figures = told(first)
    assert figures["northern-and-western-europe",] is figures["north-america",] is None
    assert "4" not in {str(figure) for figure in figures.values()}


def test_what_is_hidden_stands_nowhere(first: TableRelease) -> None:
    hidden = [figure for figure in first.table["cells"] if figure[1] is None]
    assert hidden
    assert all(len(figure) == 2 for figure in first.table["cells"])
    assert [entry.body for entry in diary.entries_about(first)] == [
        {"table": "people-by-region", "on": "2020-03-31", "why": ""}
    ]


@pytest.mark.parametrize("change", ["UPDATE {} SET number = 2", "DELETE FROM {}"])
def test_the_database_refuses_to_change_it(first: TableRelease, change: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format("evidence_tablerelease"))


def test_nothing_is_published_before_its_time(by_region: TableSpecification) -> None:
    with at(date(2020, 3, 31)):
        assert publishing.due() == [(by_region, date(2019, 12, 31))]
    with at(date(2020, 4, 1)):
        assert publishing.due() == [(by_region, MARCH)]


def test_a_second_time_publishes_nothing(first: TableRelease) -> None:
    with at(date(2020, 4, 2)):
        assert world.published() == []


def test_few_who_come_do_not_show(first: TableRelease, by_region: TableSpecification) -> None:
    """Three of South Asia join: the figures of March stand, and it is said that they do."""
    with at(date(2020, 5, 1)):
        engage({"south-asia": 3}, date(2020, 5, 1))
    with at(date(2020, 7, 1)):
        [second] = world.published()
    assert (second.outcome, second.carries, second.on, second.table) == ("carried", first, JUNE, {})


def test_many_who_come_are_told(first: TableRelease) -> None:
    with at(date(2020, 5, 1)):
        engage({"south-asia": 12, "north-america": 11}, date(2020, 5, 1))
    with at(date(2020, 7, 1)):
        [second] = world.published()
    assert second.outcome == "published"
    assert told(second)["",] == 95


def test_few_people_are_not_divided(db: None, cast: Cast) -> None:
    with at(MARCH):
        engage({"south-asia": 15, "north-america": 12})
        table = world.approved(world.proposal(world.people()), cast.evaluator, cast.second_evaluator)
    with at(date(2020, 4, 1)):
        [release] = world.published()
    assert (release.specification, release.outcome, release.reason) == (table, "refused", "few_people")
    assert release.table == {}


def test_parts_add_up_to_the_published_whole(asked: Asked, cast: Cast) -> None:
    """The number is published at noon; who is recorded in the evening is in neither."""
    world.approved(world.proposal(asked), cast.evaluator, cast.second_evaluator)
    with at(MARCH):
        actions.publish("plan", [asked], on=MARCH, by="test")
    with at(MARCH, 20):
        engage({"south-asia": 5})
    with at(date(2020, 4, 1)):
        [release] = world.published()
    assert told(release)["",] == 72


def test_two_who_publish_at_once_publish_once(at_once: AtOnce, cast: Cast) -> None:
    with at(MARCH):
        engage(world.REGIONS)
        world.approved(world.proposal(world.people()), cast.evaluator, cast.second_evaluator)
    with at(date(2020, 4, 1)):
        answers = at_once(world.published, world.published)
    assert sorted(map(len, answers)) == [0, 1]
    assert TableRelease.objects.count() == 1


def test_killed_in_between_nothing_is_half_published(
    by_region: TableSpecification, asked: Asked, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = world.proposal(asked, "role", "standing", key="people-by-role")
    world.approved(more, cast.evaluator, cast.second_evaluator)
    note = diary.note

    def killed(record: Any, *said: Any, **more: Any) -> Any:
        if getattr(record, "specification", None) == TableSpecification.objects.get(key="people-by-role"):
            raise KeyboardInterrupt
        return note(record, *said, **more)

    monkeypatch.setattr(diary, "note", killed)
    with at(date(2020, 4, 1)), pytest.raises(KeyboardInterrupt):
        world.published()
    assert not TableRelease.objects.exists()
    monkeypatch.undo()
    with at(date(2020, 4, 1)):
        assert len(world.published()) == 2


def test_the_clock_publishes_by_itself(by_region: TableSpecification) -> None:
    with at(date(2020, 4, 1)):
        schedule.jobs["publish-tables"].run()
    assert TableRelease.objects.get().outcome == "published"


def test_a_number_that_cannot_be_made_safe_is_not_told(
    by_region: TableSpecification, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsafe = Refused("people-by-region", Why.UNSAFE)
    monkeypatch.setattr(auditing, "protect", lambda *_tables, **_more: unsafe)
    with at(date(2020, 4, 1)):
        [release] = world.published()
    assert (release.outcome, release.reason, release.table) == ("refused", "unsafe", {})


def test_only_those_who_publish_may_press_the_button(by_region: TableSpecification, cast: Cast) -> None:
    with at(date(2020, 4, 1)):
        for somebody in (cast.volunteer, cast.lead, cast.editor, cast.operator):
            with pytest.raises(Exception, match="publish_release"):
                world.published(by=somebody)
        assert world.published(by=cast.evaluator)


def run(*words: str) -> str:
    answer = CliRunner().invoke(evidence, ["publish-tables", *words], catch_exceptions=False)
    assert answer.exit_code == 0
    return answer.output


def test_the_command_says_what_is_due_and_publishes_it(by_region: TableSpecification) -> None:
    with at(date(2020, 4, 1)):
        assert "people-by-region: due as of 2020-03-31" in run("--preview")
        assert not TableRelease.objects.exists()
        assert "people-by-region, as of 2020-03-31: Counted and published." in run()
        assert "Nothing is due." in run()


def test_the_command_keeps_to_one_plan(by_region: TableSpecification) -> None:
    with at(date(2020, 4, 1)):
        assert "Nothing is due." in run("--plan", "another")
