"""Tables of people are published at their cadence: counted once, protected together, kept for ever."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from itertools import groupby
from typing import Any

from django.db import transaction

from thriving.evidence import ledger
from thriving.evidence.measures import AsOf, cadence
from thriving.evidence.measures.specification import canonical
from thriving.evidence.models import Snapshot, TableRelease, TableSpecification
from thriving.evidence.tables import auditing, linking, populations
from thriving.evidence.tables.auditing import Verdict, Why
from thriving.evidence.tables.counting import input_digest
from thriving.evidence.tables.proposing import hash_of
from thriving.kernel import access, clock, diary, turn

CLOCK = "tables clock"  # who the diary says published on time
Progress = Callable[[TableRelease], Any]


def due(today: date | None = None, plan: str = "") -> list[tuple[TableSpecification, date]]:
    """The approved tables whose newest period is over and has no release yet, with that period's last day.

    Of a plan that has ended since, the last day is the plan's own.
    """
    in_use = TableSpecification.objects.filter(state="approved").select_related("version__measure")
    chosen = in_use.filter(plan=plan) if plan else in_use
    ends = [(each, _last_end(each, today or clock.today())) for each in chosen.order_by("key")]
    return [(each, on) for each, on in ends if _is_due(each, on)]


def publish_due(*, by: Any, plan: str = "", progress: Progress = lambda _release: None) -> list[TableRelease]:
    """Everything that is due. The tables of the same people go out together, in one transaction."""
    if not isinstance(by, str):
        access.require_holds(by, "publish_release")
    waiting = sorted(due(plan=plan), key=_together)
    released = []
    for (_population, on), group in groupby(waiting, key=_together):
        released += publish([each for each, _on in group], on=on, by=by)
        for release in released[-1:]:
            progress(release)
    return released


def _together(each: tuple[TableSpecification, date]) -> tuple[str, date]:
    table, on = each
    return table.question_hash, on


@transaction.atomic
def publish(tables: Sequence[TableSpecification], *, on: date, by: Any) -> list[TableRelease]:
    """Tables of the same people, as of ``on``, as known by its end. All of them, or none."""
    turn.take()
    # Whoever published the same in the meantime has done it.
    left = [each for each in tables if not each.releases.filter(on=on).exists()]
    if not left:
        return []
    known = AsOf(on, _known_number(left[0], on))
    verdicts = auditing.judge(left, known)
    return [_release(verdict, known, by) for verdict in verdicts]


def _known_number(table: TableSpecification, on: date) -> int:
    """What was known when its total was published for that day, so that its parts add up to the total."""
    told = Snapshot.objects.filter(
        question_hash=table.question_hash,
        version__measure=table.version.measure_id,
        release__on=on,
        release__known_on=on,
    )
    number = told.order_by("release__known_number").values_list("release__known_number", flat=True).last()
    return ledger.number_on(on) if number is None else number


def _release(verdict: Verdict, known: AsOf, by: Any) -> TableRelease:
    table = verdict.specification
    before = standing(table)
    release = TableRelease(
        specification=table,
        number=table.releases.count() + 1,
        on=known.on,
        known_on=known.on,
        known_number=known.number,
        published_at=clock.now(),
        specification_hash=hash_of(table),
        input_digest=input_digest(linking.count(table, known)[1]),
        sample=table.sample,
        **_outcome(verdict, before),
    )
    release.digest = digest_of(release)
    release.save(force_insert=True)
    diary.note(release, release.outcome, by=by, body={"table": table.key, "on": release.on})
    return release


def _outcome(verdict: Verdict, before: TableRelease | None) -> dict[str, Any]:
    if verdict.published:
        return {"outcome": "published", "table": linking.as_json(verdict.published)}
    if verdict.why is Why.FEW_MOVED and before:
        return {"outcome": "carried", "reason": verdict.why, "carries": before}
    return {"outcome": "refused", "reason": verdict.why}


def standing(table: TableSpecification, on: date | None = None) -> TableRelease | None:
    """The newest table that was counted, by ``on``; what stood again stands by it."""
    published = table.releases.filter(outcome="published").order_by("on", "pk")
    return (published.filter(on__lte=on) if on else published).last()


def digest_of(release: TableRelease) -> str:
    """Of everything that a reader gets: a later touch would show."""
    said = [
        release.specification.key,
        release.number,
        release.on.isoformat(),
        release.known_number,
        release.outcome,
        release.reason,
        release.carries.digest if release.carries else "",
        release.specification_hash,
        release.table,
    ]
    return sha256(canonical(said).encode()).hexdigest()


def _last_end(table: TableSpecification, today: date) -> date:
    question = populations.question_of(table)
    slower = cadence.slower(table.cadence, question.specification.cadence)
    return min(cadence.last_end(slower, today), question.until or date.max)


def _is_due(table: TableSpecification, on: date) -> bool:
    since = populations.question_of(table).since
    return (since is None or on >= since) and not table.releases.filter(on__gte=on).exists()
