from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from thriving.evidence.measures import definition
from thriving.evidence.models import Measure, MeasureVersion
from thriving.kernel import clock, diary
from thriving.kernel.words import Words


@transaction.atomic
def define_measure(
    key: str,
    specification: Mapping[str, Any],
    *,
    title: Words,
    short: Words | None = None,
    limits: Words | None = None,
    reason: str = "",
    by: Any = None,
) -> MeasureVersion:
    """The measure's newest version; a new one is made when anything changed, and only if the definition holds."""
    measure, _created = Measure.objects.get_or_create(key=key)
    # Whoever defines the same measure at the same moment waits here.
    newest = Measure.objects.select_for_update().get(pk=measure.pk).versions.order_by("-number").first()
    said = {
        "specification": dict(specification),
        "title": title,
        "short": short or Words(),
        "limits": limits or Words(),
    }
    if newest and all(getattr(newest, name) == value for name, value in said.items()):
        return newest
    definition.require_sound(key, specification)
    version = MeasureVersion.objects.create(
        measure=measure,
        number=newest.number + 1 if newest else 1,
        reason=reason,
        created_by=getattr(by, "key", "") or (by if isinstance(by, str) else ""),
        created_at=clock.now(),
        **said,
    )
    diary.note(measure, "defined", by=by, why=reason, body={"key": key, "version": version.number})
    return version
