"""Tables of people are published at their cadence: counted once, protected together, kept for ever."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from hashlib import sha256
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
Progress = Callable[[int, int], Any]  # how many are done, of how many


def _silent(_done: int, _all: int) -> None:
    """For those who only want the answer."""


def approved(plan: str = "") -> list[TableSpecification]:
    """The tables in use: those of one plan, or all."""
    in_use = TableSpecification.objects.filter(state="approved").select_related("version__measure")
    return list((in_use.filter(plan=plan) if plan else in_use).order_by("key"))


def due(plan: str = "") -> list[tuple[TableSpecification, date]]:
    """The tables whose newest period is over and has no release yet, with that period's last day."""
    ends = [(each, _last_end(each, clock.today())) for each in approved(plan)]
    return [(each, on) for each, on in ends if _is_due(each, on)]


def publish_due(
    *, by: Any, plan: str = "", progress: Progress = lambda _done, _all: None
) -> list[TableRelease]:
    """Everything that is due. The tables of the same people go out together, in one transaction."""
    waiting = due(plan)
    released: list[TableRelease] = []
    for on in sorted({on for _table, on in waiting}):
        for group in together(table for table, day in waiting if day == on):
            released += publish(group, on=on, by=by)
            progress(len(released), len(waiting))
    return released


def together(tables: Iterable[TableSpecification]) -> list[list[TableSpecification]]:
    """Those of the same people, each group as a list."""
    groups: defaultdict[str, list[TableSpecification]] = defaultdict(list)
    for table in tables:
        groups[table.question_hash].append(table)
    return [groups[population] for population in sorted(groups)]


@transaction.atomic
def publish(tables: Sequence[TableSpecification], *, on: date, by: Any) -> list[TableRelease]:
    """Tables of the same people, as of ``on``, as known by its end. All of them, or none."""
    if not isinstance(by, str):
        access.require_holds(by, "publish_release")
    turn.take()
    # Whoever published the same in the meantime has done it.
    left = [each for each in tables if not each.releases.filter(on=on).exists()]
    if not left:
        return []
    known = AsOf(on, _known_number(left[0], on))
    return [_release(verdict, known, by) for verdict in auditing.judge(left, known)]


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
