"""`thriving plan`: load a plan's file, write it out, begin another, see how one stands, publish, close."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thriving.kernel.words import Words
from thriving.plan import actions, file, queries
from thriving.plan.file.beginning import beginning
from thriving.plan.judgment import sentences
from thriving.plan.models import Plan
from thriving.plan.pages import phrases
from thriving.plan.standing.key_results import PlanStanding
from thriving.ui.status import STATUSES

NAME = "thriving plan"  # who the diary says did it
VISITOR = None
DAY = click.DateTime(["%Y-%m-%d"])


class PlanFilePath(click.Path):
    """A file; or the key of the plan that comes with the product, where no file has that name."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == file.SHIPPED.name.removesuffix(".toml") and not Path(value).exists():
            return Path(str(file.SHIPPED))
        return super().convert(value, param, ctx)


FILE = PlanFilePath(exists=True, dir_okay=False, path_type=Path)
Answer = TypeVar("Answer")
OUT = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.group()
def plan() -> None:
    """Plans: their files, how they stand, publishing and closing."""


@plan.command()
@click.argument("path", metavar="FILE", type=FILE)
@click.option("--preview", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--yes", is_flag=True, help="Change it without asking.")
@click.option("--reason", default="", help="Why a target or definition changes; shown in public.")
@click.option("--draft", is_flag=True, help="A new plan: let only its editors see it.")
@click.option("--sample", is_flag=True, help="A new plan: mark it as a sample wherever it is shown.")
def load(  # noqa: PLR0913 -- its options
    path: Path, *, preview: bool, yes: bool, reason: str, draft: bool, sample: bool
) -> None:
    """Load a plan from FILE: checked first, then shown, then done."""
    said = _read(path)
    if not _announce(said) or preview:
        return
    if not yes and sys.stdin.isatty():
        click.confirm(_("Do it?"), abort=True)
    loaded = _refusing(lambda: actions.load(said, by=NAME, reason=reason, draft=draft, sample=sample))
    click.echo(_("“%(plan)s” is loaded.") % {"plan": loaded.title})


@plan.command()
@click.argument("key")
@click.option("-o", "--output", type=OUT, help="Where to write it; else it is printed.")
def dump(key: str, output: Path | None) -> None:
    """Write the plan KEY as a file, in its one canonical form."""
    _put(file.write(queries.document_of(_plan(key))), output)


@plan.command()
@click.argument("key")
@click.option("--title", required=True, help="What people call it.")
@click.option("--starts", required=True, type=DAY, help="The first day, as in 2020-07-01.")
@click.option("--ends", required=True, type=DAY, help="The last day.")
@click.option("--language", default="en", show_default=True, help="In which the plan is written.")
@click.option("--continues", default="", help="The key of the plan before it.")
@click.option("-o", "--output", type=OUT, help="Where to write it; else it is printed.")
def new(**said: Any) -> None:
    """Begin the file of a new plan KEY: the least that is valid, to be filled in."""
    output: Path | None = said.pop("output")
    said["title"] = Words({said["language"]: said["title"]})
    text = file.write(beginning(**said | {name: _day(said[name]) for name in ("starts", "ends")}))
    _refusing(lambda: _require_sound(file.read(text)))
    _put(text, output)


@plan.command(name="list")
def list_() -> None:
    """Every plan, newest first."""
    for each in Plan.objects.order_by("-starts_on", "key"):
        sample = _("sample") if each.sample else ""
        click.echo(
            "\t".join(
                [each.key, each.state, f"{each.starts_on} – {each.ends_on}", str(each.title), sample]
            ).rstrip()
        )


@plan.command()
@click.argument("key", required=False)
@click.option("--on", type=DAY, help="What had happened by this day.")
@click.option("--known", type=DAY, help="As known on this day.")
def status(key: str | None, on: datetime | None, known: datetime | None) -> None:
    """How a plan stands, in words, as everyone sees it."""
    found = _plan(key) if key else queries.current_plan(VISITOR)
    if found is None:
        raise click.ClickException(_("There is no plan yet. `thriving plan load FILE` loads one."))
    for line in lines(queries.standing(found, VISITOR, on=_day(on), known=_day(known))):
        click.echo(line)


@plan.command()
@click.argument("key")
@click.option("--on", required=True, type=DAY, help="What had happened by this day.")
@click.option("--known", type=DAY, help="As known on this day; else now.")
def publish(key: str, on: datetime, known: datetime | None) -> None:
    """Publish the numbers of the plan KEY."""
    release = _refusing(lambda: actions.publish_release(_plan(key), on=on.date(), known=_day(known), by=NAME))
    click.echo(_("Published: what had happened by %(on)s.") % {"on": release.on})


@plan.command()
@click.argument("key")
@click.option("--into", default="", help="The key of the plan that goes on with what is open.")
@click.option("--yes", is_flag=True, help="Close it without asking.")
def close(key: str, into: str, *, yes: bool) -> None:
    """Fix the results of the plan KEY for good."""
    closing = _plan(key)
    if not yes:
        click.confirm(
            _("Fix the results of “%(plan)s”? They cannot be changed afterward.") % {"plan": closing.title},
            abort=True,
        )
    closed = _refusing(lambda: actions.close_period(closing, into=_plan(into) if into else None, by=NAME))
    for line in lines(queries.standing(closed, VISITOR)):
        click.echo(line)
    for each in queries.calibration_of(closed):
        click.echo(sentences.calibration_words(each))


def lines(found: PlanStanding) -> Iterable[str]:
    """The plan in words: what one would read aloud."""
    yield str(found.plan.title)
    yield phrases.counts_of_key_results(found.counts)
    for priority in found.priorities:
        yield ""
        yield str(priority.priority.title)
        for each in priority.key_results:
            yield f"  {each.key_result.number}. {each.key_result.title}"
            yield f"     {STATUSES[each.status].label}: {each.reason}"
            yield from (f"     – {requirement.words}" for requirement in each.requirements)


def _announce(said: file.PlanFile) -> bool:
    """Say what loading would change; whether there is anything."""
    found = queries.preview(said)
    if found is None or found:
        for sentence in queries.parts_of_people(said).values():
            click.echo(sentence)
    if found is None:
        click.echo(_("A new plan, “%(plan)s”: nothing that is there changes.") % {"plan": said.plan.title})
        return True
    for each in found:
        click.echo(told(each))
    if not found:
        click.echo(_("Nothing would change."))
    return bool(found)


def told(each: file.Difference) -> str:
    """A change in one line: ``key-result:a/requirement:b target: 3 → 4``."""
    if each.adds:
        return _("%(part)s comes: %(title)s") % {"part": each.part, "title": each.after}
    if each.removes:
        return _("%(part)s goes: %(title)s") % {"part": each.part, "title": each.before}
    before, after = (json.dumps(value, ensure_ascii=False) for value in (each.before, each.after))
    return f"{each.part} {each.field}: {before} → {after}"


def _read(path: Path) -> file.PlanFile:
    said = _refusing(lambda: file.read(path.read_text(encoding="utf-8")))
    _refusing(lambda: _require_sound(said))
    return said


def _require_sound(said: file.PlanFile) -> None:
    if problems := queries.problems_of(said):
        raise file.PlanFileRefused(problems)


def _refusing(action: Callable[[], Answer]) -> Answer:
    try:
        return action()
    except ValidationError as error:
        raise click.ClickException("\n".join(error.messages)) from error
    except UnicodeDecodeError as error:
        raise click.ClickException(_("A plan's file is text in UTF-8.")) from error


def _plan(key: str) -> Plan:
    found = Plan.objects.filter(key=key).first()
    if found is None:
        keys = ", ".join(Plan.objects.order_by("key").values_list("key", flat=True)) or "–"
        raise click.ClickException(
            _("There is no plan “%(key)s”. There are: %(keys)s.") % {"key": key, "keys": keys}
        )
    return found


def _put(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
