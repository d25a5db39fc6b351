"""What growth paths leave in the ledger: from the first assessment before a program to the newest after one.

Of several paths of one affiliate with the same aim only the ends are stated. So growth is never counted
twice, and what is lost again is seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from thriving.evidence import actions as evidence
from thriving.evidence.facts.organizations import CAPACITY_ASSESSED
from thriving.evidence.models import Fact, Source, Visibility
from thriving.evidence.statements import Statement
from thriving.kernel.words import in_every_language
from thriving.movement.actions import Actor
from thriving.movement.models import Affiliate
from thriving.programs.capacity import growth
from thriving.programs.capacity.models import Assessment, Path, Shown
from thriving.programs.capacity.queries import with_all
from thriving.programs.capacity.states import COUNTED, FINISHED

KIND = CAPACITY_ASSESSED.name
BEGINNING = "capacity/"
TITLES = {
    "before": _("Assessment of %(affiliate)s before a program"),
    "after": _("Assessment of %(affiliate)s after a program"),
}
_VISIBILITY = {
    Shown.PUBLIC: Visibility.PUBLIC,
    Shown.MOVEMENT: Visibility.MEMBERS,
    Shown.TEAM: Visibility.RESTRICTED,
}
Aim = tuple[int, str, str, str]  # affiliate, capacity, whom it serves, how their languages stand


def statements() -> Iterator[Statement]:
    """What the ledger should hold of capacities, from the paths themselves."""
    yield from _stated(Path.objects.all())


def tell(affiliate: Affiliate, *, by: Actor, why: str = "") -> None:
    """Have the ledger say of this affiliate what its paths say now."""
    paths = Path.objects.filter(affiliate=affiliate)
    said = list(_stated(paths))
    _name_sources(said, paths)
    standing = Fact.objects.filter(
        kind=KIND, subject=affiliate.key, superseded_number=None, source__startswith=BEGINNING
    )
    evidence.settle(said, standing, by=by, why=why or "the growth paths of this affiliate have changed")


def _stated(paths: QuerySet[Path]) -> Iterator[Statement]:
    by_aim: dict[Aim, list[Path]] = defaultdict(list)
    for path in with_all(paths.filter(state__in=COUNTED)).order_by("started_on", "pk"):
        for capacity in growth.declared(path)["capacities"]:
            told = growth.declared(path)["serves"], growth.standing_of(path)
            by_aim[path.affiliate_id, capacity, *told].append(path)
    for (_affiliate, capacity, *_rest), mine in by_aim.items():
        yield _statement(mine[0], "before", capacity)
        if last := _last(mine, capacity):
            yield _statement(last, "after", capacity)


def _last(paths: Iterable[Path], capacity: str) -> Path | None:
    """The newest whose second assessment counts and speaks of this capacity."""
    over = [
        each
        for each in paths
        if each.state == FINISHED
        and growth.is_counted(each.after)
        and growth.level_after(each, capacity) is not None
    ]
    return max(over, key=lambda each: (each.finished_on, each.pk), default=None)


def _statement(path: Path, wave: str, capacity: str) -> Statement:
    assessment = _of(path, wave)
    level = growth.level_before(path, capacity) if wave == "before" else growth.level_after(path, capacity)
    if assessment.handed_in_on is None or level is None:
        raise ValueError(f"{path.key} says nothing of {capacity} {wave}")
    source = source_of(assessment)
    dimensions = {
        "wave": wave,
        "capacity": capacity,
        "serves": growth.declared(path)["serves"],
        "language_standing": growth.standing_of(path),
    }
    return Statement(
        KIND,
        path.affiliate.key,
        assessment.handed_in_on,
        Decimal(level),
        dimensions,
        source=source,
        key=f"{source}|{path.affiliate.key}|{wave}|{capacity}|{path.key}",
        visibility=_VISIBILITY[Shown(path.shown_to)],
    )


def source_of(assessment: Assessment) -> str:
    return f"{BEGINNING}{assessment.key}"


def _of(path: Path, wave: str) -> Assessment:
    found = path.before if wave == "before" else path.after
    if found is None:
        raise ValueError(f"{path.key} has no assessment {wave} the program")
    return found


def _name_sources(said: Iterable[Statement], paths: QuerySet[Path]) -> None:
    of_path = {path.key: path for path in with_all(paths)}
    for each in said:
        path, wave = of_path[each.key.rsplit("|", 1)[1]], each.dimensions["wave"]
        assessment = _of(path, wave)
        Source.objects.update_or_create(
            key=each.source,
            defaults={
                "kind": "assessment",
                "title": in_every_language(TITLES[wave], {"affiliate": str(path.affiliate)}),
                "url": reverse("capacity:path", args=[path.key]),
                "sample": assessment.sample,
                "visibility": each.visibility or Visibility.PUBLIC,
            },
        )
