"""Lists of contributions: brought, looked at row by row, taken in whole, undone whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary, tables
from thriving.kernel.tables import Column, Limits, Unreadable
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import known_languages
from thriving.movement.models import Person
from thriving.programs.campaigns import facts
from thriving.programs.campaigns.actions import measuring
from thriving.programs.campaigns.actions.contributions import (
    MOST_AT_ONCE,
    Told,
    are_known,
    problems,
    record_list,
    require_takes_in,
)
from thriving.programs.campaigns.actions.contributors import name_problem
from thriving.programs.campaigns.actions.doing import Holder, hold, known_wikis, named, require_runs
from thriving.programs.campaigns.models import ContributionList, Done
from thriving.programs.campaigns.queries.kit import of
from thriving.programs.campaigns.states import CONFIRMED, WITHDRAWN
from thriving.programs.campaigns.things import What, thing
from thriving.programs.events.models import RollRow
from thriving.programs.events.states.roll import CHECKED, DISCARDED, ROLL

UNDECIDED = timedelta(days=7)  # how long a list waits to be taken in
LIMITS = Limits(size=5_000_000, rows=MOST_AT_ONCE)
COLUMNS = (
    Column("user", required=True),
    Column("what", required=True, choices=tuple(What.values)),
    Column("name", required=True),
    Column("done", required=True, choices=tuple(Done.values)),
    Column("on", "date", required=True),
    Column("wiki"),
    Column("address"),
    Column("language"),
    Column("may_measure", "boolean"),
)
Row = dict[str, Any]  # as ContributionList keeps them


@transaction.atomic
def bring_list(holder: Holder, file: BinaryIO, *, title: str, by: Person) -> ContributionList:
    """Read a table; nothing of it counts yet. Raises Unreadable."""
    require_runs(by, holder)
    require_takes_in(holder)
    rows = _read(holder, file)
    made = ContributionList.objects.create(
        **of(holder),
        title=title[:200],
        count=len(rows),
        faults=sum(bool(each["problems"]) for each in rows),
        rows=rows,
        brought_at=clock.now(),
        brought_by=named(by),
    )
    diary.note(holder, "list_brought", by=by, body={"rows": made.count, "faults": made.faults})
    return made


@transaction.atomic
def take_in_list(made: ContributionList, *, by: Person) -> int:
    """Record all that it says; how many rows were new."""
    holder, rows = made.holder, made.rows
    require_runs(by, holder)
    ROLL.take(made, "take_in", ended_at=clock.now())
    said = [_told(each["said"]) for each in rows]
    _refuse_what_became_wrong(holder, rows, said)
    new = record_list(holder, said, by=by, brought=made)
    _empty(made)
    return new


@transaction.atomic
def undo_list(made: ContributionList, *, by: Person) -> int:
    """What it recorded counts no longer, and as of earlier stays known; how many rows."""
    require_runs(by, made.holder)
    hold(made.holder)
    ROLL.take(made, "undo", ended_at=clock.now())
    rows = made.contributions.exclude(state=WITHDRAWN)
    identities, why = set(rows.values_list("identity", flat=True)), _("The list was undone.")
    counted = list(rows.filter(state=CONFIRMED))
    # At once, since there may be thousands: from each of their states this move is open.
    gone = rows.update(state=WITHDRAWN, reason=why, decided_at=clock.now(), decided_by=named(by))
    measuring.drop_without(counted)
    facts.settle_contributions(made.campaign, identities, by=by, why=why)
    diary.note(made.holder, "list_undone", by=by, body={"rows": gone})
    return gone


@transaction.atomic
def discard_list(made: ContributionList, *, by: Person) -> None:
    """Drop a list that was not taken in, with all that it says of people."""
    require_runs(by, made.holder)
    ROLL.take(made, "discard", ended_at=clock.now())
    _empty(made)
    diary.note(made.holder, "list_dropped", by=by)


def drop_undecided_lists() -> int:
    """A list that nobody took in names people for nothing."""
    old = ContributionList.objects.filter(state=CHECKED, brought_at__lt=clock.now() - UNDECIDED)
    return old.update(state=DISCARDED, ended_at=clock.now(), rows=[])


def _empty(made: ContributionList) -> None:
    made.rows = []
    made.save(update_fields=["rows"])


def _read(holder: Holder, file: BinaryIO) -> list[Row]:
    found = list(tables.checked(tables.read(file, LIMITS), COLUMNS))
    if not found:
        raise Unreadable(_("There is no row in it."))
    told = {row.number: _told(row.values) for row in found if not row.problems}
    wrong = _problems(holder, told)
    known = dict(zip(told, are_known(holder, list(told.values())), strict=True))
    return [
        _row(row.number, row.values, [(each.column, each.sentence) for each in row.problems])
        if row.problems
        else _row(row.number, row.values, wrong[row.number], known=known[row.number])
        for row in found
    ]


def _row(number: int, values: dict[str, Any], problems: list[tuple[str, str]], *, known: bool = False) -> Row:
    said = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if value not in (None, "")
    }
    effect = RollRow.Effect.FAULTY if problems else RollRow.Effect.KNOWN if known else RollRow.Effect.NEW
    return {"row": number, "said": said, "problems": problems, "effect": effect.value}


def _told(said: dict[str, Any]) -> Told:
    text = {name: said.get(name) or "" for name in ("what", "name", "wiki", "address", "user", "language")}
    it = thing(text["what"], text["name"], text["wiki"], text["address"])
    on = said["on"] if isinstance(said["on"], date) else date.fromisoformat(said["on"])
    agreed = bool(said.get("may_measure"))
    return Told(it, said["done"], on, text["language"], text["user"], may_measure=agreed)


def _problems(holder: Holder, told: dict[int, Told]) -> dict[int, list[tuple[str, str]]]:
    """What is wrong with each row that could be read, by its number."""
    wikis = frozenset(known_wikis(each.thing.wiki for each in told.values() if each.thing.wiki))
    languages = known_languages({each.language for each in told.values() if each.language})
    return {
        number: [*problems(holder, each, wikis), *_unknown(each, languages)] for number, each in told.items()
    }


def _unknown(told: Told, languages: Iterable[str]) -> Iterator[tuple[str, str]]:
    if told.language and told.language not in languages:
        sentence = _("“%(code)s” is not the code of a language, such as sw.")
        yield "language", sentence % {"code": told.language[:40]}
    if sentence := name_problem(told.name):
        yield "user", sentence


def _refuse_what_became_wrong(holder: Holder, rows: list[Row], said: list[Told]) -> None:
    wrong = _problems(holder, {row["row"]: told for row, told in zip(rows, said, strict=True)})
    if lost := next((number for number, found in wrong.items() if found), None):
        raise Refused(
            _("Since you looked, row %(row)s has become wrong. Bring the list again.") % {"row": lost}
        )
