from __future__ import annotations

import pytest
from tests.plan.file.example import EXAMPLE

from thriving.kernel.words import Words
from thriving.plan.file import GoalPart, LinkPart, PlanFileRefused, addresses, read
from thriving.plan.file.parts import Key

PLAN = read(EXAMPLE)
PEOPLE = "key-result:gardeners/requirement:people"
ORDER = ["people", "streets", "opening", "watered"]


def keys(plan: object) -> list[str]:
    return [each.key for each in addresses.part_at(plan, "key-result:gardeners").requirements]  # type: ignore[arg-type]


def test_a_part_is_found() -> None:
    assert addresses.part_at(PLAN, PEOPLE).key == "people"
    assert addresses.part_at(PLAN, "plan") is PLAN.plan
    assert addresses.part_at(PLAN, "key-result:gardeners/link:neighbors").outcome == "neighbors"


@pytest.mark.parametrize("address", ["", "goal", "goal:red", "people:people", f"{PEOPLE}/step:fence"])
def test_what_is_not_there_is_told(address: str) -> None:
    with pytest.raises(PlanFileRefused, match="There is no"):
        addresses.part_at(PLAN, address)


def test_only_the_addressed_part_changes() -> None:
    after = addresses.changed(PLAN, PEOPLE, {"title": Words(en="Gardeners")})
    assert addresses.part_at(after, PEOPLE).title == Words(en="Gardeners")
    assert addresses.changed(after, PEOPLE, {"title": addresses.part_at(PLAN, PEOPLE).title}) == PLAN


@pytest.mark.parametrize(
    ("places", "order"),
    [
        (1, ["streets", "people", "opening", "watered"]),
        (9, ["streets", "opening", "watered", "people"]),
        (0, ORDER),
        (-3, ORDER),
    ],
)
def test_a_part_moves_and_never_past_an_end(places: int, order: list[str]) -> None:
    assert keys(addresses.moved(PLAN, PEOPLE, places)) == order


def test_a_part_comes_and_goes() -> None:
    joy = GoalPart(key=Key("joy"), title=Words(en="Joy"))
    more = addresses.added(PLAN, "", joy)
    assert [goal.key for goal in more.goals] == ["green", "joy"]
    assert addresses.removed(more, "goal:joy") == PLAN
    link = LinkPart(outcome="others", why=Words(en="Why not."))
    linked = addresses.added(PLAN, "key-result:gardeners", link)
    assert len(addresses.part_at(linked, "key-result:gardeners").links) == 2


def test_a_part_comes_only_where_it_belongs() -> None:
    with pytest.raises(PlanFileRefused, match="There is no"):
        addresses.added(PLAN, "key-result:gardeners", GoalPart(key=Key("joy"), title=Words(en="Joy")))


def test_measures_that_nobody_asks_go() -> None:
    fewer = addresses.removed(PLAN, PEOPLE)
    assert "gardeners" not in {each.key for each in addresses.without_unused_measures(fewer).measures}
    assert addresses.without_unused_measures(PLAN) == PLAN
