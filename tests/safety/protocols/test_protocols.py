"""A protocol is a declaration: a fourth one is added by writing it down, and this is one."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from thriving.kernel import lifecycle
from thriving.kernel.lifecycle import Condition, Lifecycle, Move
from thriving.movement.roles import roles
from thriving.safety.protocols.checks import every_protocol_is_whole
from thriving.safety.protocols.declarations import Clock, Protocol, Question, protocols, troubles

HOW_TO = Path(__file__).parents[3] / "docs" / "how-to" / "add-a-protocol.md"
LOST_KEYS = Lifecycle(
    "the loss of a key",
    start="told",
    moves=(
        Move(
            "lock", ("told",), "locked", needs=(Condition(lambda door: door.locked, "Lock the door first."),)
        ),
        Move("find", ("told", "locked"), "found"),
        Move("change", ("locked",), "changed"),
    ),
)
STATES = {"told": "Told", "locked": "Door locked", "found": "Found again", "changed": "Lock changed"}


def lost_keys(**otherwise: Any) -> Protocol:
    said: dict[str, Any] = {
        "title": "A lost key",
        "meaning": "What is done when a key of the house is lost.",
        "lifecycle": LOST_KEYS,
        "states": STATES,
        "questions": (Question("which", "Which key?"),),
        "roles": ("operator",),
        "clocks": (Clock("lock", "Lock the door", ("told",), ("locked", "found"), timedelta(days=1)),),
        "facts": ("risk.stakeholder_engaged",),
    }
    return Protocol("lost-keys", **{**said, **otherwise})


@pytest.fixture
def a_fourth(monkeypatch: pytest.MonkeyPatch) -> Protocol:
    """By the lines of the page, each in the file that it names; nothing of it stays."""
    for registry in (lifecycle.declared, roles, protocols):
        monkeypatch.setattr(registry, "_things", dict(registry))
    blocks = re.findall(r"```python\n# src/(\S+)\.py\n(.+?)```", HOW_TO.read_text(), re.DOTALL)
    for path, lines in blocks:
        module = ModuleType(path.replace("/", "."))
        monkeypatch.setitem(sys.modules, module.__name__, module)
        exec(compile(lines, path, "exec"), module.__dict__)  # noqa: S102 -- our own page
    assert [path.rpartition("/")[2] for path, _lines in blocks] == ["states", "roles", "protocol", "apps"]
    found: Protocol = sys.modules["thriving.safety.lost_keys.protocol"].LOST_KEYS  # type: ignore[attr-defined]
    return found


def test_a_fourth_protocol_is_added_by_declaring_it(client: Client, db: None) -> None:
    with (
        lifecycle.declared.temporarily(LOST_KEYS.subject, LOST_KEYS),
        protocols.temporarily("lost-keys", lost_keys()),
    ):
        assert every_protocol_is_whole() == []
        assert "A lost key" in client.get("/protocols/").content.decode()
        page = strip_tags(client.get("/protocols/lost-keys/").content.decode())
        for said in ("Which key?", "Door locked", "Lock the door: within 1 day", "Keeps the site running"):
            assert said in page
        (row,) = (each for each in client.get("/protocols.json").json()["rows"] if each["key"] == "lost-keys")
        assert row["states"] == ["Told", "Door locked", "Found again", "Lock changed"]
    assert client.get("/protocols/lost-keys/").status_code == 404


def test_the_page_that_says_how_is_followed_to_the_letter(
    client: Client, db: None, a_fourth: Protocol
) -> None:
    assert every_protocol_is_whole() == []
    page = strip_tags(client.get("/protocols/lost-keys/").content.decode())
    for said in ("Which key?", "Door locked", "Lock the door: within 240 minutes", "Keeper of keys"):
        assert said in page
    assert protocols["lost-keys"] is a_fourth


def test_its_course_tells_what_can_follow() -> None:
    assert lost_keys().course[0] == ("Told", ["Door locked", "Found again"])
    assert lost_keys().course[-1] == ("Lock changed", [])


def test_its_clocks_run_in_their_states_alone() -> None:
    (running,) = lost_keys().running("told")
    since = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)  # clocks change that night in Europe: no deadline does
    assert running.due(since) == datetime(2026, 3, 29, 23, 30, tzinfo=UTC)
    assert not running.is_late(since, since + timedelta(hours=24))
    assert running.is_late(since, since + timedelta(hours=24, seconds=1))
    assert lost_keys().running("found") == []


def test_a_clock_that_depends_has_no_moment_of_its_own() -> None:
    clock = Clock("answer", "Answer", ("told",), ("found",), depends="by severity")
    assert clock.due(datetime(2026, 3, 28, tzinfo=UTC)) is None
    assert not clock.is_late(datetime(2026, 3, 28, tzinfo=UTC), datetime(2027, 3, 28, tzinfo=UTC))


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        ({"states": {"told": "Told"}}, "nothing says what changed, found, locked is called"),
        ({"clocks": (Clock("a", "A", ("gone",), ()),)}, "a clock knows a state that is none: gone"),
        ({"clocks": (Clock("a", "A", (), ()), Clock("a", "A", (), ()))}, "two clocks are called a"),
        ({"questions": (Question("a", "A"), Question("a", "B"))}, "two questions are called a"),
    ],
)
def test_a_declaration_that_is_not_whole_is_refused(otherwise: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        lost_keys(**otherwise)


def test_start_up_fails_while_it_names_what_there_is_not() -> None:
    bad = lost_keys(roles=("locksmith",), facts=("key.lost",), page="lost_keys:tell")
    named = ["declared.", "lost_keys:tell.", "locksmith.", "key.lost."]
    assert [each.rpartition(" ")[2] for each in troubles(bad)] == named
    with protocols.temporarily("lost-keys", bad):
        assert len(every_protocol_is_whole()) == 4


def test_the_protocols_of_the_product_are_whole() -> None:
    assert "event-risk" in protocols
    assert every_protocol_is_whole() == []
