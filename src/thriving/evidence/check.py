"""The trial balance: the ledger against itself, against its records, and against what was published.

Nothing here mends anything. Each mismatch is a sentence that names where to look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain, islice

from django.db.models import Count, F, Max, Window
from django.db.models.functions import Lag, Lead
from django.utils.translation import gettext as _

from thriving.evidence import imprints, ledger, releases, statements
from thriving.evidence.asked import specification_of
from thriving.evidence.definitions import latest_versions
from thriving.evidence.derivations import beginnings, derivations
from thriving.evidence.in_use import every_place
from thriving.evidence.kinds import kinds
from thriving.evidence.measures import AsOf, Question, evaluate, recount
from thriving.evidence.models import Fact, LedgerDay, Release, TableRelease
from thriving.evidence.statements import Statement, content_of
from thriving.evidence.tables.verifying import mismatches as tables_hold
from thriving.kernel import clock

Progress = Callable[[int, int], None]
Part = Callable[[], Iterator[str]]
AT_ONCE = 5_000
TOLD_AT_MOST = 20  # of one sort: what is wrong everywhere is told by its first cases


def mismatches(progress: Progress | None = None) -> Iterator[str]:
    """A sentence for each thing that does not hold; none when the ledger holds."""
    parts = list(_parts())
    for done, part in enumerate(parts):
        if progress:
            progress(done, len(parts))
        yield from part()
    if progress:
        progress(len(parts), len(parts))


def _parts() -> Iterator[Part]:
    yield from (numbers_in_order, days_stay_closed, one_fact_at_a_time, facts_are_sound, as_stated)
    yield from (partial(as_derived, kind) for kind in derivations)
    yield from (partial(as_recounted, name, question) for name, question in _every_question())
    yield from (partial(as_published, release) for release in Release.objects.order_by("pk"))
    tables = TableRelease.objects.select_related("specification__version", "carries").order_by("pk")
    yield from (partial(tables_hold, release) for release in tables)


def numbers_in_order() -> Iterator[str]:
    """Whoever was recorded later has the higher number, and none is beyond the ledger's last."""
    last = ledger.position()
    highest = Fact.objects.aggregate(known=Max("number"), closed=Max("superseded_number"))
    if max(highest["known"] or 0, highest["closed"] or 0) > last:
        yield _("The last number given out is %(last)s, but there are records with higher ones.") % {
            "last": last
        }
    before = Fact.objects.annotate(before=Window(Lag("recorded_at"), order_by="number"))
    for fact in before.filter(before__gt=F("recorded_at"))[:TOLD_AT_MOST]:
        yield _("Record %(number)s was recorded before the one that precedes it.") % {"number": fact.number}


def days_stay_closed() -> Iterator[str]:
    for day in LedgerDay.objects.order_by("day").iterator():
        if ledger.last_recorded_by(day.day) != day.last_number:
            yield _("What was known on %(day)s is no longer what it was when that day was closed.") % {
                "day": day.day
            }


def one_fact_at_a_time() -> Iterator[str]:
    """Of one natural key, a fact is known only until the next one is."""
    following = Window(Lead("number"), partition_by=["kind", "natural_key"], order_by="number")
    repeated = Fact.objects.values("kind", "natural_key").annotate(times=Count("pk")).filter(times__gt=1)
    keys = repeated.values("natural_key")
    for fact in Fact.objects.filter(natural_key__in=keys).annotate(following=following).iterator(AT_ONCE):
        if fact.following and (fact.superseded_number is None or fact.superseded_number > fact.following):
            yield _("Records %(one)s and %(other)s say the same thing at the same time.") % {
                "one": fact.number,
                "other": fact.following,
            }


def facts_are_sound() -> Iterator[str]:
    """Each fact is still one that its kind would take."""
    for fact in Fact.objects.order_by("number").iterator(AT_ONCE):
        for _field, sentence in statements.problems(_as_statement(fact)):
            yield _("Record %(number)s: %(problem)s") % {"number": fact.number, "problem": sentence}


def as_stated() -> Iterator[str]:
    """Every row is the one of which the diary tells."""
    yield from islice(imprints.mismatches(ledger.position()), TOLD_AT_MOST)


def _as_statement(fact: Fact) -> Statement:
    return Statement(
        *(fact.kind, fact.subject, fact.occurred_on, fact.value, fact.dimensions),
        source=fact.source,
        key=fact.natural_key,
        visibility=fact.visibility,  # type: ignore[arg-type]
    )


def as_derived(kind: str) -> Iterator[str]:
    """The facts of ``kind`` are those that its records would leave if they stated them again."""
    wanted = {statement.natural_key: statement.content for statement in derivations[kind]()}
    standing = Fact.objects.filter(kind=kind, superseded_number=None).order_by("number")
    if kind in beginnings:
        standing = standing.filter(source__startswith=beginnings[kind])
    found = {fact.natural_key: content_of(fact) for fact in standing.iterator(AT_ONCE)}
    for key in sorted(wanted.keys() - found.keys()):
        yield _("“%(key)s” (%(kind)s) is in the records but not in the ledger.") % {"key": key, "kind": kind}
    for key in sorted(found.keys() - wanted.keys()):
        yield _("“%(key)s” (%(kind)s) is in the ledger but not in the records.") % {"key": key, "kind": kind}
    for key in sorted(wanted.keys() & found.keys()):
        if wanted[key] != found[key]:
            told = {"key": key, "kind": kind}
            yield _("“%(key)s” (%(kind)s) differs between the records and the ledger.") % told


def as_recounted(name: str, question: Question) -> Iterator[str]:
    """The number that pages show is the one that counting row by row gives."""
    if unknown := [side.fact for side in question.sides if side.fact not in kinds]:
        yield _("“%(measure)s” counts “%(kind)s”, which is no kind of record.") % {
            "measure": name,
            "kind": unknown[0],
        }
        return
    as_of = AsOf(clock.today(), ledger.position())
    counted, recounted = evaluate(question, as_of), replace(recount(question, as_of), latest=None)
    if question.sides and counted != recounted:
        yield _("“%(measure)s” says %(counted)s, but a recount of its list says %(recounted)s.") % {
            "measure": name,
            "counted": counted.value,
            "recounted": recounted.value,
        }


def as_published(release: Release) -> Iterator[str]:
    for key in releases.verify(release):
        yield _("“%(measure)s” was published for %(on)s with another number than the ledger gives now.") % {
            "measure": key,
            "on": release.on,
        }


def _every_question() -> Iterator[tuple[str, Question]]:
    """Each measure by itself, then each question that something asks."""
    alone = ((version.measure.key, Question(specification_of(version))) for version in latest_versions())
    asked = ((f"{place.collection}: {place.key}", place.asked.question) for place in every_place())
    return chain(alone, asked)
