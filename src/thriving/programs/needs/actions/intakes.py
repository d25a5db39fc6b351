"""Tables of typed sheets: brought, looked at, taken in whole, undone whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement import spelling
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.movement.queries.places import Division, division
from thriving.programs.needs import facts, intakes
from thriving.programs.needs.actions.assessing import columns_of, hold
from thriving.programs.needs.actions.undecided import drop
from thriving.programs.needs.asked import versions_of
from thriving.programs.needs.intakes import Line, Reading
from thriving.programs.needs.intakes.columns import (
    CODE,
    CONTACT,
    COUNTRY,
    FORM,
    HELD_ON,
    KIND,
    LANGUAGES,
    NAME,
    NAMED,
)
from thriving.programs.needs.intakes.matching import content_of, imprint
from thriving.programs.needs.models import Assessment, Holder, Intake, IntakeRow, Round
from thriving.programs.needs.states import FINISHED, INTAKE
from thriving.questions.models import Version

_AT_ONCE = 500
_OF_HOLDER = ("name", "folded", "kind", "country", "languages", "may_be_named")
_OF_ASSESSMENT = (
    *("state", "way", "version", "answers", "urgency", "region", "held_on"),
    *("contact", "saved_at", "saved_by"),
)
Effect = IntakeRow.Effect


@transaction.atomic
def bring(one: Round, file: BinaryIO, *, title: str, by: Person) -> Intake | Reading:
    """Read a table; nothing of it counts yet. Where the whole of it is amiss, the reading says why.

    Raises Unreadable.
    """
    access.require(by, "assess", one)
    hold(one)
    digest = hashlib.sha256(file.read()).hexdigest()
    file.seek(0)
    reading = intakes.read(one, file)
    if reading.amiss:
        return reading
    intakes.resolve(one, reading.lines)
    return _keep(one, reading, title=spelling.line(title), digest=digest, by=by)


@transaction.atomic
def take_in(intake: Intake, *, by: Person) -> Intake:
    """Have all of it count at once. Sheets that are there already, word for word, change nothing."""
    one = intake.round
    access.require(by, "assess", one)
    hold(one)
    INTAKE.take(intake, "take_in", ended_at=clock.now())
    rows = list(intake.lines.order_by("row"))
    lines = [_line(each) for each in rows]
    intakes.resolve(one, lines)
    if lost := next((line for line in lines if line.problems), None):
        sentence = _("Since you looked, row %(row)d has become wrong: %(why)s Bring the table again.")
        raise Refused(sentence % {"row": lost.row, "why": lost.problems[0][1]})
    for row, line in zip(rows, lines, strict=True):
        if line.effect == Effect.CHANGED:
            row.before = content_of(line.assessment)
    written = _write(one, lines, by)
    _settle(intake, rows, lines)
    facts.tell(written, by)
    _untell(written, rows, by)
    diary.note(one, "table taken in", by=by, body={"rows": len(rows), "written": len(written)})
    return intake


@transaction.atomic
def undo(intake: Intake, *, by: Person) -> int:
    """What the table added goes, what it changed is put back; how many sheets changed since, and stay."""
    one = intake.round
    access.require(by, "assess", one)
    hold(one)
    INTAKE.take(intake, "undo", ended_at=clock.now())
    rows = intake.lines.exclude(assessment=None).select_related("assessment__holder", "assessment__version")
    touched = [each for each in rows if each.effect in (Effect.NEW, Effect.CHANGED)]
    as_left = [each for each in touched if _is_as_left(each)]
    added = [each for each in as_left if each.effect == Effect.NEW]
    changed = [each for each in as_left if each.effect == Effect.CHANGED]
    _put_back(one, changed, by)
    _remove(one, added, by)
    intake.lines.update(before={}, said={})
    diary.note(one, "table undone", by=by, body={"rows": len(as_left)})
    return len(touched) - len(as_left)


@transaction.atomic
def discard(intake: Intake, *, by: Person) -> None:
    """Drop a table that was not taken in, with all that it says of holders."""
    access.require(by, "assess", intake.round)
    drop(intake, by)


def _keep(one: Round, reading: Reading, *, title: str, digest: str, by: Person) -> Intake:
    intake = Intake.objects.create(
        round=one,
        title=title[:200],
        digest=digest,
        rows=len(reading.lines),
        faults=sum(bool(line.problems) for line in reading.lines),
        columns=[[name[:100], ours] for name, ours in reading.columns.understood],
        brought_at=clock.now(),
        brought_by=by.key,
    )
    IntakeRow.objects.bulk_create(
        (
            IntakeRow(
                intake=intake,
                row=line.row,
                said={**line.said, "answers": line.answers},
                problems=line.problems,
                effect=line.effect,
                assessment=line.assessment,
            )
            for line in reading.lines
        ),
        batch_size=_AT_ONCE,
    )
    diary.note(one, "table brought", by=by, body={"rows": intake.rows, "faults": intake.faults})
    return intake


def _line(row: IntakeRow) -> Line:
    said = dict(row.said)
    return Line(row.row, answers=said.pop("answers", {}), said=said)


def _write(one: Round, lines: Iterable[Line], by: Person) -> list[Assessment]:
    """New sheets and changed ones, in a handful of statements; those that say nothing new are left alone."""
    versions, places = versions_of(one), division(one.scheme)
    new: list[Assessment] = []
    changed: list[Assessment] = []
    for line in lines:
        if line.effect == Effect.KNOWN:
            continue
        if line.effect == Effect.NEW:
            line.assessment = Assessment(round=one, holder=Holder(sample=one.sample), code=line.said[CODE])
        line.assessment.round = one
        _say(line, versions[line.said[FORM]], places, by)
        (new if line.effect == Effect.NEW else changed).append(line.assessment)
    Holder.objects.bulk_create([each.holder for each in new], batch_size=_AT_ONCE)
    Assessment.objects.bulk_create(new, batch_size=_AT_ONCE)
    _update(changed)
    return [*new, *changed]


def _update(changed: Sequence[Assessment]) -> None:
    Holder.objects.bulk_update([each.holder for each in changed], _OF_HOLDER, batch_size=_AT_ONCE)
    Assessment.objects.bulk_update(changed, _OF_ASSESSMENT, batch_size=_AT_ONCE)


def _say(line: Line, version: Version, places: Division | None, by: Person) -> None:
    said, assessment = line.said, line.assessment
    holder = assessment.holder
    holder.name, holder.folded = said[NAME], spelling.folded(said[NAME])[:200]
    holder.kind, holder.country = said[KIND], said[COUNTRY]
    holder.languages, holder.may_be_named = said.get(LANGUAGES, []), said.get(NAMED, False)
    day = date.fromisoformat(said[HELD_ON]) if said.get(HELD_ON) else clock.today()
    assessment.state, assessment.way, assessment.version = FINISHED, Assessment.Way.PAPER, version
    assessment.held_on, assessment.contact = day, said.get(CONTACT, "")
    assessment.region = (places.region_of(holder.country, day) or "") if places else ""
    assessment.saved_at, assessment.saved_by = clock.now(), by.key
    _put(assessment, columns_of(line.answers))


def _put(record: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(record, name, value)


def _settle(intake: Intake, rows: Sequence[IntakeRow], lines: Iterable[Line]) -> None:
    """What a row said is with its holder now, and nowhere else; what it changed is kept for undoing."""
    for row, line in zip(rows, lines, strict=True):
        row.assessment, row.effect, row.said = line.assessment, line.effect, {}
        row.imprint = imprint(content_of(line.assessment))
        row.pk = None
    # Written anew: to update thousands of rows, each with values of its own, takes twenty times as long.
    intake.lines.all().delete()
    IntakeRow.objects.bulk_create(rows, batch_size=_AT_ONCE)


def _is_as_left(row: IntakeRow) -> bool:
    return row.assessment is not None and imprint(content_of(row.assessment)) == row.imprint


def _put_back(one: Round, rows: Sequence[IntakeRow], by: Person) -> None:
    versions, places = versions_of(one), division(one.scheme)
    standing = [each.assessment for each in rows if each.assessment]
    for row, found in zip(rows, standing, strict=True):
        before = dict(row.before)
        line = Line(row.row, answers=before.pop("answers"), said=before, assessment=found)
        found.round = one
        if before[FORM]:
            _say(line, versions[before[FORM]], places, by)
        else:  # it was asked, and had answered nothing
            _say(line, next(iter(versions.values())), places, by)
            found.version = None
        found.state = before["state"]
        found.held_on = date.fromisoformat(before[HELD_ON]) if before[HELD_ON] else None
    _update(standing)
    facts.tell(standing, by)
    _untell(standing, rows, by, why="The table was undone.")


def _remove(one: Round, rows: Sequence[IntakeRow], by: Person) -> None:
    gone = [each.assessment for each in rows if each.assessment]
    for each in gone:
        each.round = one
    facts.take_back((each for each in gone if facts.counts(each)), by, "The table was undone.")
    for start in range(0, len(gone), _AT_ONCE):
        some = gone[start : start + _AT_ONCE]
        Assessment.objects.filter(pk__in=[each.pk for each in some]).delete()
        Holder.objects.filter(pk__in=[each.holder_id for each in some]).delete()


def _untell(
    written: Iterable[Assessment],
    rows: Iterable[IntakeRow],
    by: Person,
    why: str = "The sheet says something else now.",
) -> None:
    """Withdraw what no longer counts, such as a museum that turned out to be somebody's own collection."""
    touched = {row.assessment_id for row in rows if row.effect == Effect.CHANGED}
    facts.take_back((each for each in written if each.pk in touched and not facts.counts(each)), by, why)
