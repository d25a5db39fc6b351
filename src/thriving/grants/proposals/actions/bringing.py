"""Grants that were made elsewhere, from a spreadsheet: brought, named, taken in whole, undone whole."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import BinaryIO

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from thriving.grants.funds.models import Round
from thriving.grants.proposals import facts, intakes, search
from thriving.grants.proposals.intakes import Line
from thriving.grants.proposals.models import Intake, IntakeRow, Proposal, Step
from thriving.grants.proposals.states import APPROVED, BROUGHT, CHECKED, INTAKE, TAKEN_IN
from thriving.kernel import access, clock, diary
from thriving.kernel.tables import Limits, read
from thriving.kernel.words import FALLBACK
from thriving.movement import spelling
from thriving.movement.actions import Actor, Refused
from thriving.movement.models import Person
from thriving.ui import cldr

LIMITS = Limits(rows=5_000)
TAKEN_OVER = "taken over"  # the first step of such a grant
KEPT_UNDECIDED = timedelta(days=14)
_AT_ONCE = 500
_REMEMBERED = 50  # tables whose columns are looked at


@transaction.atomic
def bring(one: Round, file: BinaryIO, *, title: str, by: Person) -> Intake:
    """Keep a spreadsheet to be looked at; nothing of it counts yet. Raises Unreadable."""
    access.require_holds(by, "bring_grants")
    digest = hashlib.sha256(file.read()).hexdigest()
    file.seek(0)
    if before := _brought_before(one, digest, by):
        return before
    table = read(file, LIMITS)
    rows = list(table)
    if broken := next((row for row in rows if row.problems), None):
        told = {"row": broken.number, "why": broken.problems[0]}
        raise Refused(_("Row %(row)d: %(why)s Mend it and bring the table again.") % told)
    if not rows:
        raise Refused(_("This table has no rows below the names of its columns."))
    made = Intake.objects.create(
        round=one,
        title=spelling.line(title)[:200],
        digest=digest,
        header=list(table.header),
        mapping=_mapped_before(table.header) or intakes.guess(table.header),
        brought_at=clock.now(),
        brought_by=by.key,
        sample=one.sample,
    )
    IntakeRow.objects.bulk_create(
        (
            IntakeRow(intake=made, row=row.number, cells=[row.cells[name] for name in table.header])
            for row in rows
        ),
        batch_size=_AT_ONCE,
    )
    diary.note(one, "spreadsheet brought", by=by, body={"rows": len(rows), "sha256": digest})
    return made


def _brought_before(one: Round, digest: str, by: Person) -> Intake | None:
    """The same file, still undecided: the form was sent twice. Taken in, its grants would be there twice."""
    same = one.intakes.filter(digest=digest)
    if taken := same.filter(state=TAKEN_IN).first():
        day = cldr.day((taken.ended_at or taken.brought_at).date())
        raise Refused(_("This same table was taken in on %(day)s: its grants are there.") % {"day": day})
    return same.filter(state__in=(BROUGHT, CHECKED), brought_by=by.key).first()


def _mapped_before(header: Sequence[str]) -> dict[str, int]:
    """Which column was which of ours when a table with the same columns was named last."""
    named = Intake.objects.exclude(state=BROUGHT).order_by("-pk")[:_REMEMBERED]
    return next((each.mapping for each in named if each.header == list(header)), {})


@transaction.atomic
def name_columns(intake: Intake, mapping: Mapping[str, int], *, by: Person) -> None:
    """Say which column is which, and have every row checked by it; as often as needed."""
    _hold(intake, by)
    if lacking := [str(intakes.OURS[name]) for name in intakes.REQUIRED if name not in mapping]:
        raise Refused(_("These columns are needed: %(names)s.") % {"names": cldr.listed(lacking)})
    if any(name not in intakes.OURS or not 0 <= at < len(intake.header) for name, at in mapping.items()):
        raise Refused(_("This is none of the choices."))
    lines = _read(intake, mapping)
    by_row = {line.row: line.problems for line in lines}
    rows = list(intake.lines.all())
    for row in rows:
        row.problems = [list(problem) for problem in by_row[row.row]]
    IntakeRow.objects.bulk_update(rows, ["problems"], batch_size=_AT_ONCE)
    faults = sum(bool(line.problems) for line in lines)
    INTAKE.take(intake, "check", mapping=dict(mapping), faults=faults)


@transaction.atomic
def take_in(intake: Intake, *, by: Person) -> int:
    """All of it counts at once, or nothing: what has become wrong since it was looked at is told."""
    _hold(intake, by)
    INTAKE.take(intake, "take_in", ended_at=clock.now())
    lines = _read(intake, intake.mapping)
    if lost := next((line for line in lines if line.problems), None):
        sentence = _("Since you looked, row %(row)d has become wrong: %(why)s Bring the table again.")
        raise Refused(sentence % {"row": lost.row, "why": lost.problems[0][1]})
    made = Proposal.objects.bulk_create([_proposal(intake, line) for line in lines], batch_size=_AT_ONCE)
    Step.objects.bulk_create(
        (Step(proposal=each, move=TAKEN_OVER, state=APPROVED, at=clock.now(), by=by.key) for each in made),
        batch_size=_AT_ONCE,
    )
    _settle(intake, made)
    search.index(made)
    facts.tell(made, by, "Taken over from a spreadsheet.")
    diary.note(intake, "taken in", by=by, body={"grants": len(made)})
    return len(made)


@transaction.atomic
def undo(intake: Intake, *, by: Person) -> None:
    """All of its grants go, as long as nothing rests on any of them."""
    _hold(intake, by)
    INTAKE.take(intake, "undo", ended_at=clock.now())
    made = Proposal.objects.filter(pk__in=intake.lines.exclude(proposal=None).values("proposal"))
    listed = list(made)
    facts.untell(listed, by, "The spreadsheet was undone.")
    try:
        made.exclude(comments__isnull=False).delete()
    except ProtectedError as error:
        raise Refused(_("Something rests on one of these grants already: nothing was undone.")) from error
    if Proposal.objects.filter(pk__in=[each.pk for each in listed]).exists():
        raise Refused(_("Somebody has commented one of these grants: nothing was undone."))
    search.forget(each.key for each in listed)
    diary.note(intake, "undone", by=by, body={"grants": len(listed)})


@transaction.atomic
def discard(intake: Intake, *, by: Person) -> None:
    """Drop a spreadsheet that was not taken in, with all that it says."""
    _hold(intake, by)
    _drop(intake, by)


@transaction.atomic
def drop_undecided(by: str) -> None:
    """A spreadsheet holds columns that nobody asked for: undecided, it is not kept for long."""
    since = clock.now() - KEPT_UNDECIDED
    old = Intake.objects.select_for_update().filter(state__in=(BROUGHT, CHECKED), brought_at__lt=since)
    for each in old:
        _drop(each, by)


def _drop(intake: Intake, by: Actor) -> None:
    INTAKE.take(intake, "discard", ended_at=clock.now())
    intake.lines.update(cells=[], problems=[])
    diary.note(intake, "dropped", by=by)


def _hold(intake: Intake, by: Person) -> None:
    access.require_holds(by, "bring_grants")
    intake.refresh_from_db(from_queryset=Intake.objects.select_for_update())


def _read(intake: Intake, mapping: Mapping[str, int]) -> list[Line]:
    return intakes.read(intake.round, mapping, list(intake.lines.values_list("row", "cells")))


def _proposal(intake: Intake, line: Line) -> Proposal:
    return Proposal(
        round=intake.round,
        state=APPROVED,
        language=FALLBACK,
        changed_at=clock.now(),
        sample=intake.sample,
        **line.values,
    )


def _settle(intake: Intake, made: list[Proposal]) -> None:
    """Which row became which grant; the rows themselves are emptied."""
    rows = list(intake.lines.all())
    for row, proposal in zip(rows, made, strict=True):
        row.proposal, row.cells, row.problems = proposal, [], []
    IntakeRow.objects.bulk_update(rows, ["proposal", "cells", "problems"], batch_size=_AT_ONCE)
