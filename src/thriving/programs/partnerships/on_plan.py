"""Streams of research below the requirement that counts them: what each found, and which clause names it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.template.loader import render_to_string

from thriving.kernel import clock
from thriving.plan import slots
from thriving.plan.slots import Filler, Seen
from thriving.programs.partnerships.facts import NAMED, WRITTEN
from thriving.programs.partnerships.models import Clause, Finding, Stream, Version
from thriving.programs.partnerships.queries import current, partnerships_for
from thriving.programs.partnerships.states import SEALED


@dataclass(frozen=True)
class Line:
    """A stream, and each of its findings with the clauses that name it."""

    stream: Stream
    findings: list[tuple[Finding, list[Clause]]]


def streams(seen: Seen) -> str:
    counted = _counted(seen)
    lines = list(_lines(seen, only_named=counted == NAMED)) if counted else []
    context = {"lines": lines, "is_named": counted == NAMED}
    return render_to_string("partnerships/_on_the_plan.html", context) if lines else ""


def edition() -> str:
    """Changes with each stream, finding and text, and with the day: a country may have become protected."""
    of_partner = (f"partnership__partner__{name}" for name in ("listed", "country"))
    told = Stream.objects.order_by("pk").values_list(
        "pk", "title", "partnership__public", "partnership__title", *of_partner
    )
    findings = Finding.objects.order_by("pk").values_list("pk", "withdrawn_at")
    texts = Version.objects.order_by("pk").values_list("pk", "state")
    written = f"{clock.today()}{list(told)}{list(findings)}{list(texts)}"
    return sha256(written.encode()).hexdigest()


def _counted(seen: Seen) -> str:
    """Of which facts the requirement counts the streams; empty where it counts something else."""
    it = seen.requirement.asked.question.specification
    counts = bool(seen.requirement.members) and it.kind == "coverage" and it.of == "stream"
    return it.sides[0].fact if counts and it.sides[0].fact in (WRITTEN, NAMED) else ""


def _lines(seen: Seen, *, only_named: bool) -> Iterator[Line]:
    """In the order of the plan. What is not for everybody to read is not on a page that is for everybody."""
    keys = [each.key for each in seen.requirement.members]
    public = partnerships_for(AnonymousUser()).values("pk")
    found = Stream.objects.filter(key__in=keys, partnership__in=public).select_related("partnership")
    standing = _standing(found, seen)
    clauses = _clauses(found, seen.on)
    for stream in sorted(found, key=lambda each: keys.index(each.key)):
        told = [(each, clauses[each.pk]) for each in standing[stream.pk]]
        yield Line(stream, [each for each in told if each[1]] if only_named else told)


def _standing(streams: Iterable[Stream], seen: Seen) -> defaultdict[int, list[Finding]]:
    """What had been found by the day, as it was known on the other."""
    stood = Q(withdrawn_at=None) | Q(withdrawn_at__date__gt=seen.known_on)
    known = Finding.objects.filter(stood, found_on__lte=seen.on, written_at__date__lte=seen.known_on)
    found: defaultdict[int, list[Finding]] = defaultdict(list)
    for each in known.filter(stream__in=[stream.pk for stream in streams]):
        found[each.stream_id].append(each)
    return found


def _clauses(streams: Iterable[Stream], on: date) -> defaultdict[int, list[Clause]]:
    """Of each finding, by its number in the database: the clauses of the texts that held on the day."""
    sealed = Version.objects.filter(
        partnership__in={each.partnership_id for each in streams}, state__in=SEALED, ready_on__lte=on
    )
    by_partnership: defaultdict[int, list[Version]] = defaultdict(list)
    for each in sealed.order_by("number"):
        by_partnership[each.partnership_id].append(each)
    holding = [current(versions) for versions in by_partnership.values()]
    found: defaultdict[int, list[Clause]] = defaultdict(list)
    named = Clause.objects.filter(version__in=[each.pk for each in holding if each])
    for clause in named.select_related("version").prefetch_related("findings"):
        for finding in clause.findings.all():
            found[finding.pk].append(clause)
    return found


slots.add("partnerships", Filler(streams, edition))
