"""A growth path, and what the ledger and the plan's measure say of it; each way to cheat has an answer."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from tests.programs.capacity import world
from tests.programs.capacity.test_catalog import second_version
from tests.programs.capacity.world import BEGINS, GOVERNANCE, SECOND, STUDENTS, at

from thriving.evidence.check import as_derived
from thriving.evidence.models import Fact, Source
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.models import Mail
from thriving.movement.actions import Refused
from thriving.movement.actions.standings import end_standing
from thriving.movement.models import Person, Standing
from thriving.programs.capacity import actions, catalog, facts, growth
from thriving.programs.capacity.growth import Verdict
from thriving.programs.capacity.models import Declaration, Path, Shown

pytestmark = pytest.mark.django_db
LAST = BEGINS + timedelta(days=60)  # of the program, as `world` plans it


def stated() -> list[tuple[str, str, Decimal | None, str]]:
    standing = Fact.objects.filter(kind=facts.KIND, superseded_number=None).order_by("occurred_on", "number")
    told = ("dimensions__wave", "dimensions__capacity", "value", "dimensions__language_standing")
    return list(standing.values_list(*told))


def verdicts(path: Path, on: object = SECOND) -> dict[str, Verdict]:
    found = Path.objects.get(pk=path.pk)
    return {each.capacity: each.verdict for each in growth.lines(found, on)}  # type: ignore[arg-type]  # a day


def letters_about(path: Path) -> int:
    """How many paths the officers are reminded of today; there is this one alone."""
    assert Path.objects.get() == path
    return actions.remind_of_second()


def agree() -> bool:
    """Whether the ledger says what the paths say."""
    return not list(as_derived(facts.KIND))


def test_before_and_after_are_stated_once_both_are_confirmed() -> None:
    path = world.running()
    assert stated() == [("before", STUDENTS, Decimal(1), "underrepresented")]
    second = world.handed_in({STUDENTS: 3, GOVERNANCE: 2}, SECOND)
    with at(SECOND):
        actions.finish(path, reached=("dag",), words="Two schools.", by=world.officer())
        assert verdicts(path) == {STUDENTS: Verdict.UNCONFIRMED}
        world.confirm(second)
    assert stated()[1] == ("after", STUDENTS, Decimal(3), "underrepresented")
    assert verdicts(path) == {STUDENTS: Verdict.GREW}
    assert agree()


def test_each_record_leads_to_its_path() -> None:
    path = world.finished()
    told = Source.objects.filter(kind="assessment").values_list("url", flat=True)
    assert set(told) == {f"/capacity/paths/{path.key}/"}


def test_what_was_not_declared_does_not_count() -> None:
    path = world.finished({STUDENTS: 1, GOVERNANCE: 4})
    assert verdicts(path) == {STUDENTS: Verdict.SAME, GOVERNANCE: Verdict.NOT_DECLARED}
    assert GOVERNANCE not in {capacity for _wave, capacity, *_rest in stated()}


def test_nothing_is_declared_after_the_start() -> None:
    path = world.running()
    with pytest.raises(Refused, match="has started"), at(BEGINS):
        actions.replan(path, world.planned(capacities=(STUDENTS, GOVERNANCE)), by=world.officer())
    with pytest.raises(DatabaseError), transaction.atomic():
        Declaration.objects.update(declared={})
    Path.objects.update(capacities=[STUDENTS, GOVERNANCE])  # beside the product: the seal is what counts
    assert list(verdicts(path)) == [STUDENTS]


def test_a_path_starts_only_from_a_confirmed_assessment() -> None:
    path = world.path()
    world.handed_in({STUDENTS: 0}, BEGINS)  # a newer, lower one that nobody has confirmed
    with pytest.raises(Refused, match="confirmed"), at(BEGINS):
        actions.start(path, by=world.officer())


def test_an_older_and_lower_one_is_not_picked() -> None:
    world.confirmed({STUDENTS: 0, GOVERNANCE: 0})
    world.confirmed({STUDENTS: 2, GOVERNANCE: 2}, BEGINS)
    path = world.running()
    assert growth.level_before(path, STUDENTS) == 2


def test_the_first_assessment_is_not_made_again_later() -> None:
    path = world.running()
    first = path.before
    world.confirmed({STUDENTS: 0}, world.ENDS)
    assert Path.objects.get(pk=path.pk).before == first
    assert stated() == [("before", STUDENTS, Decimal(1), "underrepresented")]


@pytest.mark.parametrize("day", [BEGINS, world.ENDS, LAST])
def test_what_is_assessed_while_the_program_runs_is_not_the_second(day: date) -> None:
    path = world.running()
    world.confirmed({STUDENTS: 3}, day)
    with pytest.raises(Refused, match="the last day of the program"), at(SECOND):
        actions.finish(path, reached=(), words="Nobody yet.", by=world.officer())


def test_a_program_that_has_begun_is_not_declared_any_more() -> None:
    path = world.path()
    with pytest.raises(Refused, match="began on"), at(path.begins):
        actions.start(path, by=world.officer())


def test_a_program_that_ended_earlier_is_assessed_again_after_that_day() -> None:
    path = world.running()
    with at(world.ENDS):
        actions.end_early(path, world.ENDS, why="The schools closed.", by=world.officer())
        assert letters_about(path) == 0
    next_day = world.ENDS + timedelta(days=1)
    world.confirmed({STUDENTS: 3}, next_day)
    with at(next_day):
        assert letters_about(path) == 1
        actions.finish(path, reached=("dag",), words="Two schools.", by=world.officer())
    assert verdicts(path) == {STUDENTS: Verdict.GREW}


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (BEGINS, "a day of the program"),
        (LAST, "a day of the program"),
        (SECOND, "a day of the program"),
        (world.ENDS - timedelta(days=1), "was assessed after that day"),
    ],
)
def test_the_end_is_not_chosen_to_suit_an_assessment(on: date, sentence: str) -> None:
    path = world.running()
    world.confirmed({STUDENTS: 3}, world.ENDS)
    with pytest.raises(Refused, match=sentence), at(LAST):
        actions.end_early(path, on, why="It suits us.", by=world.officer())


def test_that_it_ended_earlier_needs_a_reason() -> None:
    path = world.running()
    with pytest.raises(MoveRefused), at(world.ENDS):
        actions.end_early(path, world.ENDS, why=" ", by=world.officer())


def test_languages_stand_as_on_the_day_of_the_start() -> None:
    path = world.running()
    end_standing(Standing.objects.get(), why="It has grown.", by="tests", on=world.ENDS)
    assert growth.standing_of(Path.objects.get(pk=path.pk)) == "underrepresented"


def test_a_language_that_was_not_reached_does_not_count_as_served() -> None:
    path = world.finished(reached=("en",), languages=("en", "dag"))
    assert {standing for *_rest, standing in stated()} == {"represented"}
    assert verdicts(path) == {STUDENTS: Verdict.GREW}


def test_only_declared_languages_are_reached() -> None:
    path = world.running(languages=("en",))
    world.confirmed({STUDENTS: 3}, SECOND)
    with pytest.raises(Refused, match="declared before"), at(SECOND):
        actions.finish(path, reached=("dag",), words="Two schools.", by=world.officer())


def test_of_two_paths_in_a_row_the_ends_count_once() -> None:
    world.finished()
    with at(SECOND):
        until = SECOND + timedelta(days=20)
        second = actions.plan_path(world.affiliate(), world.planned(until=until), by=world.officer())
        actions.start(second, by=world.officer())
    later = SECOND + timedelta(days=30)
    world.confirmed({STUDENTS: 2, GOVERNANCE: 2}, later)
    with at(later):
        actions.finish(second, reached=("dag",), words="Two schools.", by=world.officer())
    assert [(wave, value) for wave, _capacity, value, _standing in stated()] == [("before", 1), ("after", 2)]
    assert verdicts(second, later) == {STUDENTS: Verdict.FELL}
    assert agree()


def test_what_is_given_up_counts_no_longer_and_stays_to_be_read() -> None:
    path = world.finished()
    actions.abandon(path, why="The program never took place.", by=world.officer())
    assert stated() == []
    assert verdicts(path) == {STUDENTS: Verdict.ABANDONED}
    assert agree()


def test_what_the_affiliate_hides_is_counted_and_restricted() -> None:
    path = world.finished()
    assert path.before
    actions.show_to(path.before, Shown.TEAM, by=world.officer())
    standing = Fact.objects.filter(kind=facts.KIND, superseded_number=None)
    assert set(standing.values_list("visibility", flat=True)) == {"restricted"}
    assert len(stated()) == 2
    assert agree()


def test_growth_goes_on_over_a_new_version_of_the_list() -> None:
    path = world.running()
    with catalog.lists.temporarily("2", second_version()):
        world.confirmed({"reaching-students": 3}, SECOND)
        with at(SECOND):
            actions.finish(path, reached=("dag",), words="Two schools.", by=world.officer())
        assert verdicts(path) == {STUDENTS: Verdict.GREW}


def test_what_the_second_leaves_out_cannot_be_compared() -> None:
    path = world.finished({GOVERNANCE: 2})
    assert verdicts(path) == {STUDENTS: Verdict.NOT_COMPARABLE}
    assert [wave for wave, *_rest in stated()] == ["before"]


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        ({"initiative": "nothing"}, "no such initiative"),
        ({"capacities": ()}, "at least one"),
        ({"capacities": ("wikidata",)}, "newest confirmed"),
        ({"serves": "cats"}, "choices"),
        ({"languages": ()}, "languages"),
        ({"languages": ("tlh",)}, "languages"),
        ({"begins": BEGINS}, "ahead"),
        ({"until": BEGINS}, "not before the first"),
    ],
)
def test_what_is_wrong_with_a_plan_is_said(otherwise: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        world.path(**otherwise)


def test_officers_get_one_letter_once_the_program_is_over() -> None:
    path = world.running()
    Person.objects.filter(pk=world.officer().pk).update(email="officer@example.org")
    for day in (path.until, path.until + timedelta(days=1), path.until + timedelta(days=2)):
        with at(day):
            actions.remind_of_second()
    (letter,) = Mail.objects.filter(key__startswith="capacity:again")
    assert path.key in letter.text
    assert "Lakeside" not in letter.subject + letter.text
