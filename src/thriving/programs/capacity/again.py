"""What lies before an affiliate that is assessed again: its levels of then, and what it declared to grow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from thriving.kernel.words import Words
from thriving.programs.capacity import catalog, growth, sealing
from thriving.programs.capacity.models import Assessment, Path
from thriving.programs.capacity.queries import with_all
from thriving.programs.capacity.states import RUNNING, TOLD


@dataclass(frozen=True)
class Before:
    """A level as it was handed in last, and when."""

    level: int
    on: date


@dataclass(frozen=True)
class ToGrow:
    """A capacity that a running path declared, as the assessment's own list has it."""

    name: Words
    group: str
    is_told: bool


def levels_before(assessment: Assessment) -> Mapping[str, Before]:
    """By capacity of the assessment's list; where a running path declared it, as it was at its start."""
    told = assessment.affiliate.assessments.filter(state__in=TOLD).exclude(pk=assessment.pk)
    newest = told.prefetch_related("handed_in").order_by("-handed_in_on", "-pk").first()
    found = dict(_levels(newest, assessment.version)) if newest else {}
    for path in _running(assessment):
        first = dict(_levels(path.before, assessment.version)) if path.before else {}
        found |= {key: first[key] for key in _declared(path, assessment) if key in first}
    return found


def to_grow(assessment: Assessment, paths: Iterable[Path] | None = None) -> list[ToGrow]:
    """What must be assessed again, or it cannot be compared; of all running paths unless some are named."""
    listed = catalog.of_version(assessment.version).capacities
    told = {each.capacity for each in assessment.levels.all() if each.level is not None}
    running = _running(assessment) if paths is None else paths
    keys = dict.fromkeys(key for path in running for key in _declared(path, assessment))
    return [ToGrow(listed[key].name, listed[key].group, key in told) for key in keys]


def left_out(assessment: Assessment, paths: Iterable[Path] | None = None) -> list[Words]:
    """What was declared to grow and is not assessed."""
    return [each.name for each in to_grow(assessment, paths) if not each.is_told]


def _running(assessment: Assessment) -> Iterable[Path]:
    return with_all(Path.objects.filter(affiliate=assessment.affiliate_id, state=RUNNING)).order_by("pk")


def _declared(path: Path, assessment: Assessment) -> Iterator[str]:
    version = path.before.version if path.before else assessment.version
    keys = (
        catalog.replaced_by(each, version, assessment.version) for each in growth.declared(path)["capacities"]
    )
    return (key for key in keys if key)


def _levels(assessment: Assessment, target: int) -> Iterator[tuple[str, Before]]:
    if assessment.handed_in_on:
        for key, told in sealing.levels_of(assessment).items():
            yield (
                catalog.replaced_by(key, assessment.version, target),
                Before(told["level"], assessment.handed_in_on),
            )
