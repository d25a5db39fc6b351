from __future__ import annotations

import pytest

from thriving.kernel.registry import Registry


@pytest.fixture
def colors() -> Registry[int]:
    registry = Registry[int]("color")
    registry.add("red", 1)
    registry.add("blue", 2)
    return registry


def test_things_come_in_alphabetical_order(colors: Registry[int]) -> None:
    assert list(colors.items()) == [("blue", 2), ("red", 1)]


def test_a_name_is_taken_once(colors: Registry[int]) -> None:
    with pytest.raises(ValueError, match="the color red is declared twice"):
        colors.add("red", 3)
    assert colors["red"] == 1


def test_an_unknown_name_is_told(colors: Registry[int]) -> None:
    with pytest.raises(KeyError, match="there is no color green"):
        colors["green"]
    assert colors.get("green") is None


def test_a_temporary_thing_leaves_even_after_an_error(colors: Registry[int]) -> None:
    with pytest.raises(ZeroDivisionError), colors.temporarily("green", 3):
        raise ZeroDivisionError
    assert "green" not in colors
