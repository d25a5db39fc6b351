"""Small lakes in which participants of the events of these tests have edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from tests.programs.events.world import AFTER, at
from tests.wiki import world

from thriving.history.lake import Lake
from thriving.history.lake.ingest import ingest
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.models import Event
from thriving.wiki import contributions

LONG_AGO = "2020-01-01 00:00:00.0"


def name(who: int) -> str:
    return f"Editor {who}"


def came(event: Event, organizer: Person, whom: Iterable[int]) -> None:
    text = "\n".join(["user_name", *map(name, whom)])
    with at(AFTER):
        roll = actions.bring_table(event, BytesIO(text.encode()), title="list", agreed=True, by=organizer)
        actions.take_in_list(roll, by=organizer)


def edits(who: int, times: int, day: str = "2026-03-20", *, joined: str = LONG_AGO) -> list[str]:
    """Within the hours of an event of these tests on that day."""
    return [world.edit(who, f"{day} 11:{minute:02}:00", joined=joined) for minute in range(times)]


def lake_of(folder: Path, rows: Iterable[str], snapshot: str = "2026-05") -> Path:
    file = folder / f"{snapshot}.aawiki.all-time.tsv"
    file.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    lake = Lake(folder / "lake")
    ingest(lake, [file])
    return lake.folder


def pretended(monkeypatch: pytest.MonkeyPatch, *, known_from: date | None = None) -> None:
    """As if each name had made four edits (20: fifty), and every second account were new and came back."""

    def figures(names: set[int]) -> Iterator[contributions.Figure]:
        new = sum(who % 2 for who in names)
        values = {
            "editors": len(names),
            "edits": sum(50 if who == 20 else 4 for who in names),
            "pages_created": len(names),
            "pages_improved": 0,
        }
        for figure, value in {**values, "new_editors": new}.items():
            yield contributions.Figure(figure, figure, value, "", None, "")
        stayed = None if known_from else new
        yield contributions.Figure("retained_new_editors", "", stayed, "", known_from, "")

    def editor(who: int) -> contributions.Editor:
        return contributions.Editor((name(who),), bool(who % 2), None if known_from else bool(who % 2))

    def told(names: Iterable[str]) -> contributions.Told:
        whom = {int(each.removeprefix("Editor ")) for each in names}
        return contributions.Told(tuple(figures(whom)), 0, editors=tuple(map(editor, sorted(whom))))

    def told_together(asked: Sequence[contributions.Asked]) -> dict[str, contributions.Told]:
        some = [each for each in asked if each.names]
        found: dict[str, list[str]] = defaultdict(list)
        for each in some:
            for title in (each.title, *each.within, contributions.TOGETHER):
                found[title].extend(each.names)
        return {title: told(names) for title, names in found.items()}

    monkeypatch.setattr(contributions, "told_together", told_together)
    monkeypatch.setattr(contributions, "measured_wikis", lambda _wikis: ["aawiki"])
    monkeypatch.setattr(contributions, "state_of_lake", lambda _wikis: str(known_from))
