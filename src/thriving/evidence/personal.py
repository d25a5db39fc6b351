"""What evidence knows of a person: what goes into their file, and what becomes of it when they leave."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from thriving.evidence import imprints
from thriving.evidence.models import (
    Batch,
    Fact,
    MeasureVersion,
    PersonCode,
    StagedRow,
    StatedValue,
    TableSpecification,
)
from thriving.movement.models import Person
from thriving.movement.personal import declare, needed

_BARE = _("They stay, under a random identifier that no longer leads to anybody.")


def _typed(person: Person) -> QuerySet[StatedValue]:
    return StatedValue.objects.filter(Q(proposed_by=person.key) | Q(decided_by=person.key))


def _tables(person: Person) -> QuerySet[TableSpecification]:
    mine = Q(proposed_by=person.key) | Q(decided_by=person.key) | Q(retired_by=person.key)
    return TableSpecification.objects.filter(mine)


needed.add("ledger", Q(written__contains=f'"{imprints.BODY}":{{'))
declare(
    "evidence.Fact",
    _("What is counted of you"),
    rows=lambda person: Fact.objects.filter(subject=person.key).values(
        "kind", "occurred_on", "recorded_at", "superseded_at", "value", "dimensions"
    ),
    columns={
        "kind": _("What"),
        "occurred_on": _("Day"),
        "recorded_at": _("Known since"),
        "superseded_at": _("Known until"),
        "value": _("Number"),
        "dimensions": _("How it is counted"),
    },
    stays=_("It counts on, under a random identifier that no longer leads to anybody: no number changes."),
)
declare(
    "evidence.StagedRow",
    _("Rows about you that wait to be taken in"),
    rows=lambda person: StagedRow.objects.filter(subject=person.key).values(
        "kind", "occurred_on", "dimensions"
    ),
    columns={"kind": _("What"), "occurred_on": _("Day"), "dimensions": _("How it is counted")},
    stays=_BARE,
)
declare(
    "evidence.PersonCode",
    _("Codes that stand for you in files"),
    rows=lambda person: PersonCode.objects.filter(key=person.key).values("issuer", "code"),
    columns={"issuer": _("Issued by the register"), "code": _("Code")},
    forget=lambda person: PersonCode.objects.filter(key=person.key).delete(),
)
declare(
    "evidence.StatedValue",
    _("Numbers that you typed or decided"),
    rows=lambda person: _typed(person).values("measure__key", "value", "occurred_on", "state", "proof_note"),
    columns={
        "measure__key": _("Measure"),
        "value": _("Number"),
        "occurred_on": _("True on"),
        "state": _("State"),
        "proof_note": _("Note"),
    },
    stays=_("The numbers and their proofs stay, as typed by somebody who has left."),
)
declare(
    "evidence.Batch",
    _("Files of records that you brought"),
    rows=lambda person: Batch.objects.filter(stated_by=person.key).values("name", "created_at", "state"),
    columns={"name": _("Name"), "created_at": _("When"), "state": _("State")},
    forget=lambda person: Batch.objects.filter(stated_by=person.key).update(name="file"),
    stays=_("What was taken in stays, without the names that you gave the files."),
)
declare(
    "evidence.MeasureVersion",
    _("Measures that you defined"),
    rows=lambda person: MeasureVersion.objects.filter(created_by=person.key).values(
        "measure__key", "number", "reason"
    ),
    columns={"measure__key": _("Measure"), "number": _("Version"), "reason": _("Why")},
    stays=_BARE,
)
declare(
    "evidence.TableSpecification",
    _("Tables that you proposed or decided"),
    rows=lambda person: _tables(person).values("key", "state", "why", "decision_note"),
    columns={"key": _("Table"), "state": _("State"), "why": _("Why"), "decision_note": _("Note")},
    stays=_BARE,
)
