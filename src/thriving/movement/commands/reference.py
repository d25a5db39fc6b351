"""Countries, regions, languages and wikis, from a folder of files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from thriving.movement import actions
from thriving.movement.commands.group import people
from thriving.movement.models import Country
from thriving.movement.reference import folder
from thriving.movement.reference.comparing import Part
from thriving.movement.reference.told import Reference, Refused

ACTOR = "thriving people load-reference"
SHOWN = 20  # of one sort: a first load adds thousands
# One of a sort, and several of it.
SORTS = {
    "country": ("country", "countries"),
    "protection": ("protected country", "protected countries"),
    "region": ("country", "countries"),
    "language": ("language", "languages"),
    "territory": ("home of a language", "homes of languages"),
    "wiki": ("wiki", "wikis"),
}


@people.command("load-reference")
@click.argument("path", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option("--preview", is_flag=True, help="Only say what would change.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="From which day on the changes stand; without it, today. Regions that differ make a new version.",
)
@click.option("--source", default="", help="Where the files come from; pages show it beside their names.")
def load_reference(path: Path, since: datetime | None, source: str, *, preview: bool) -> None:
    """Read countries.tsv, wikis.tsv and languages-territories.csv from FOLDER. A bad row changes nothing."""
    day = since.date() if since else None
    try:
        told = folder.read(path, source, Country.objects.values_list("code", flat=True))
        for line in _read(told):
            click.echo(line)
        if preview:
            parts = actions.preview_reference(told, since=day)
        else:
            parts = actions.load_reference(told, by=ACTOR, since=day)
    except Refused as refused:
        for sentence in refused.sentences:
            click.echo(sentence, err=True)
        raise click.ClickException("Nothing has changed.") from refused
    for part in parts:
        for line in _in_words(part):
            click.echo(line)
    click.echo(_ending(parts, preview=preview))


def _read(told: Reference) -> Iterator[str]:
    yield from told.notes
    found = {"country": told.countries, "language": told.languages, "territory": told.territories}
    counts = [_counted(len(each), sort) for sort, each in (found | {"wiki": told.wikis}).items() if each]
    yield f"Read: {', '.join(counts)}."


def _in_words(part: Part) -> Iterator[str]:
    """``Wikis: 3 new, 1 changed, 1 gone``, and then what exactly."""
    if not part:
        return
    changed = len({change.key for change in part.changed})
    counts = ((len(part.added), "new"), (changed, "changed"), (len(part.gone), "gone"))
    yield f"{_title(part)}: {', '.join(f'{count} {word}' for count, word in counts if count)}"
    yield from _some([f"  + {key}" for key in part.added])
    yield from _some(
        [f"  {each.key}: {each.field} {_change(each.before, each.after)}" for each in part.changed]
    )
    yield from _some([f"  - {key}" for key in part.gone])


def _change(before: str, after: str) -> str:
    return f"{before or '(nothing)'} → {after or '(nothing)'}"


def _title(part: Part) -> str:
    if part.scheme:
        return f"{part.scheme.title}, in a version of their own"
    return SORTS[part.sort][1].capitalize()


def _some(lines: list[str]) -> Iterator[str]:
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"  … and {len(lines) - SHOWN} more"


def _ending(parts: tuple[Part, ...], *, preview: bool) -> str:
    if not any(parts):
        return "Nothing to change: all of it is known already."
    return "This was a preview: nothing has changed." if preview else "Taken over."


def _counted(number: int, sort: str) -> str:
    one, several = SORTS[sort]
    return f"{number} {one if number == 1 else several}"
