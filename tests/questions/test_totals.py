"""What totals tell, and that nobody can be found in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.conftest import Cast
from tests.questions import world

from thriving.kernel.words import Words
from thriving.questions import actions, queries
from thriving.questions.actions import Asked
from thriving.questions.models import Question, Telling, Version
from thriving.questions.protecting import FEWEST_IN_A_CELL, FEWEST_PEOPLE, Protection, protected

FOOD = Question(
    key="food",
    kind="one_of",
    choices=[{"key": key, "title": {"en": key}} for key in ("meat", "fish", "plants")],
)
DAYS = Question(
    key="days", kind="several_of", choices=[{"key": key, "title": {"en": key}} for key in ("mon", "tue")]
)
STORY = Question(key="story", kind="long_text")
ASKED = (FOOD, DAYS, STORY)


def sheets(**times: int) -> list[dict[str, Any]]:
    return [{"food": food, "story": "quxworth"} for food, count in times.items() for _time in range(count)]


def shown(found: Protection | None, table: str = "food") -> Mapping[str, int | None] | None:
    return found.shown.get(table) if found else None


def possible(cells: Mapping[str, int | None], people: int) -> list[tuple[str, range]]:
    """What somebody who subtracts knows of each hidden number."""
    rest = people - sum(count for count in cells.values() if count is not None)
    hidden = [group for group, count in cells.items() if count is None]
    return [(group, range(rest + 1) if len(hidden) > 1 else range(rest, rest + 1)) for group in hidden]


def test_large_numbers_are_told() -> None:
    cells = shown(protected(ASKED, sheets(meat=40, fish=30, plants=20), []))
    assert cells
    told = {group: count for group, count in cells.items() if count is not None}
    assert told.items() <= {"meat": 40, "fish": 30, "plants": 20}.items()
    assert len(told) == 2  # one more is withheld, so that nobody computes who did not answer


def test_of_few_nothing_is_told() -> None:
    assert protected(ASKED, sheets(meat=10, fish=9), []) is None
    assert FEWEST_PEOPLE == 20


def test_free_text_is_never_counted() -> None:
    found = protected(ASKED, sheets(meat=30, fish=30), [])
    assert found
    assert "quxworth" not in str(found)
    assert not [table for table in found.shown if table.startswith("story")]


def test_what_is_not_for_totals_is_not_told() -> None:
    quiet = Question(key="food", kind="one_of", choices=FOOD.choices, in_totals=False)
    assert protected([quiet], sheets(meat=30, fish=30), []) is None


foods = st.lists(st.integers(0, 45), min_size=3, max_size=3)


@given(foods)
@settings(max_examples=40, deadline=None)
def test_no_small_number_is_told_nor_follows_by_subtraction(counts: Sequence[int]) -> None:
    meat, fish, plants = counts
    answered = sheets(meat=meat, fish=fish, plants=plants)
    cells = shown(protected([FOOD], answered, []))
    if cells is None:
        return
    true = Counter(each["food"] for each in answered)
    for group, count in cells.items():
        assert count is None or count == true[group] >= FEWEST_IN_A_CELL
    for group, range_ in possible(cells, len(answered)):
        assert len(range_) > FEWEST_IN_A_CELL, (group, cells)


@given(foods, foods)
@example([16, 20, 3], [1, 1, 8])
@settings(max_examples=20, deadline=None)
def test_nor_by_subtracting_what_was_told_before(before: Sequence[int], more: Sequence[int]) -> None:
    """People only came. Of a small group it must stay possible that nobody was in it, or that ten were."""
    first, joined = sheets(meat=before[0], fish=before[1], plants=before[2]), sum(more)
    found = protected([FOOD], first, [])
    if found is None or joined < FEWEST_IN_A_CELL:
        return
    told = Telling(people=found.people, shown=found.shown, counted=found.counted, joined=joined, left=0)
    then = protected([FOOD], first + sheets(meat=more[0], fish=more[1], plants=more[2]), [told])
    later = shown(then) or {}
    for group, range_ in possible(found.shown["food"], len(first)):
        if found.counted["food"][group] < FEWEST_IN_A_CELL:
            now = later.get(group)
            lowest = 0 if now is None else now - joined
            highest = range_[-1] if now is None else min(range_[-1], now)
            assert lowest <= 0 < FEWEST_IN_A_CELL <= highest, (group, found.shown, later)


def test_totals_are_told_and_stand_until_enough_have_come(cast: Cast) -> None:
    version = world.published()
    world.answered(version, 20, food="fish")
    assert actions.tell(version.questionnaire) is None
    world.answered(version, 16, first=20, food="meat")
    assert actions.tell(version.questionnaire)
    told = queries.totals(version)
    assert told.people == 36
    world.answered(version, 9, first=36, food="meat")
    assert actions.tell(version.questionnaire) is None
    assert queries.totals(version) == told
    world.answered(version, 3, first=45, food="meat")
    assert actions.tell(version.questionnaire)
    assert queries.totals(version).people == 48


def test_who_changes_an_answer_is_seen_by_nobody(cast: Cast) -> None:
    version = world.published()
    world.answered(version, 20, food="fish")
    world.answered(version, 16, first=20, food="meat")
    actions.tell(version.questionnaire)
    told = queries.totals(version)
    actions.answer(version, "code-0", {"food": "plants"})
    actions.take_back(version.questionnaire, "code-1")
    assert actions.tell_due() == 0
    assert queries.totals(version) == told


def test_totals_go_on_across_versions(cast: Cast) -> None:
    version = world.published({"food": world.EVERY_KIND["food"]})
    world.answered(version, 20, food="fish")
    world.answered(version, 20, first=20, food="meat")
    actions.draft_anew(version.questionnaire, by="test")
    food = world.EVERY_KIND["food"]
    more = Asked("one_of", Words(en="What do you eat?"), options=(*food.options, world.option("rice")))
    actions.change_question(version.questionnaire, "food", more, by="test")
    newer = actions.publish(version.questionnaire, by="test")
    assert actions.tell(version.questionnaire)
    (total,) = queries.totals(newer).of_questions
    assert [cell.words for cell in total.cells] == ["Meat", "Fish", "Plants", "Rice", "No answer"]
    assert total.cells[0].people == 20


def test_sheets_are_read_by_the_same_number_of_queries(
    version: Version, django_assert_num_queries: Any
) -> None:
    questionnaire = version.questionnaire
    for times in (1, 3):
        world.answered(version, times, food="fish")
        with django_assert_num_queries(3):
            list(queries.sheets_to_read(questionnaire))


def test_numbers_are_told_by_bands_set_beforehand(cast: Cast) -> None:
    version = world.published({"edits": world.EVERY_KIND["edits"]})
    for number in range(40):
        actions.answer(version, f"code-{number}", {"edits": 5 if number < 20 else 100})
    assert actions.tell(version.questionnaire)
    (total,) = queries.totals(version).of_questions
    words = [cell.words for cell in total.cells]
    assert (words[0], words[4]) == ("0 to less than 20", "80 to 100")
    assert 20 in [cell.people for cell in total.cells]
