"""Definitions of measures as pages ask for them."""

from __future__ import annotations

from django.db.models import F, Max

from thriving.evidence.models import MeasureVersion
from thriving.kernel.words import Words


def latest_versions() -> list[MeasureVersion]:
    """The newest version of every measure, by key."""
    versions = MeasureVersion.objects.select_related("measure").order_by("measure__key")
    newest = versions.annotate(newest=Max("measure__versions__number"))
    return list(newest.filter(number=F("newest")))


def titles() -> dict[str, Words]:
    """What every measure is called, by key."""
    return {version.measure.key: version.title for version in latest_versions()}


def version_of(key: str, number: int | None = None) -> MeasureVersion | None:
    """A version of the measure, by default the newest; None where there is none."""
    versions = MeasureVersion.objects.select_related("measure").filter(measure__key=key).order_by("-number")
    return versions.first() if number is None else versions.filter(number=number).first()
