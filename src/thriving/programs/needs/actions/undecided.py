"""Tables on which nobody has decided: rows of who takes the answers back go, and old tables go whole."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from thriving.kernel import clock, diary
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Actor
from thriving.programs.needs.intakes.columns import CODE
from thriving.programs.needs.intakes.reading import holder_of
from thriving.programs.needs.models import Assessment, Intake, IntakeRow
from thriving.programs.needs.states import CHECKED, INTAKE

COMMAND = "drop-tables-of-needs"
WAITS_FOR = timedelta(days=30)


@transaction.atomic
def drop(intake: Intake, by: Actor) -> None:
    """With all that it says of holders."""
    INTAKE.take(intake, "discard", ended_at=clock.now())
    intake.lines.all().delete()
    diary.note(intake.round, "table dropped", by=by)


def drop_old() -> None:
    old = Intake.objects.filter(state=CHECKED, brought_at__lt=clock.now() - WAITS_FOR)
    for each in old.select_related("round"):
        with suppress(MoveRefused):  # somebody decided meanwhile
            drop(each, COMMAND)


def empty_rows_of(one: Assessment) -> None:
    """What tables say of a holder who takes the answers back; what is not decided cannot be taken in so."""
    one.rows.update(before={}, said={})
    rows = IntakeRow.objects.filter(intake__round=one.round_id, intake__state=CHECKED)
    theirs = [pk for pk, said in rows.values_list("pk", "said") if _is_of(one, said)]
    emptied = rows.filter(Q(pk__in=theirs) | Q(assessment=one))
    tables = list(emptied.order_by().values_list("intake", flat=True).distinct())
    emptied.update(said={}, before={}, problems=[], effect=IntakeRow.Effect.FAULTY)
    _count_faults(Intake.objects.filter(pk__in=tables))


def _is_of(one: Assessment, said: dict[str, Any]) -> bool:
    """By code, or by name; a row that has an error may lack the one, and the country."""
    if said.get(CODE) == one.code:
        return True
    name, country = holder_of(said)
    return bool(name) and name == one.holder.folded and country in ("", one.holder.country)


def _count_faults(tables: QuerySet[Intake]) -> None:
    faulty = Count("lines", filter=Q(lines__effect=IntakeRow.Effect.FAULTY))
    for each in tables.annotate(faulty=faulty):
        Intake.objects.filter(pk=each.pk).update(faults=each.faulty)
