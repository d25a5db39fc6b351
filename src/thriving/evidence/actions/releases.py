from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from thriving.evidence import ledger, releases, withholding
from thriving.evidence.asked import Asked
from thriving.evidence.models import Release, Snapshot
from thriving.kernel import clock, diary
from thriving.kernel.words import Words


@transaction.atomic
def publish(  # noqa: PLR0913 -- one for each thing that a release says of itself
    plan_key: str,
    asked: Sequence[Asked],
    *,
    on: date,
    known: date | None = None,
    note: Words | None = None,
    corrects: Release | None = None,
    sample: bool = False,
    by: Any,
) -> Release:
    """Fix these numbers for everybody: what had happened by ``on``, as known on ``known`` (default: now).

    A number of people that was told for another day of its own period is left out, however often the plan
    publishes: what stands is what was told then.
    """
    known_on = known or clock.today()
    release = Release.objects.create(
        plan=plan_key,
        on=on,
        known_on=known_on,
        known_number=ledger.number_on(known_on),
        published_at=clock.now(),
        note=note or Words(),
        corrects=corrects,
        sample=sample,
    )
    Snapshot.objects.bulk_create(
        releases.snapshots(release, withholding.in_their_time({each.key: each for each in asked}, on))
    )
    told = {"plan": plan_key, "on": on, "known_number": release.known_number}
    diary.note(release, "published", by=by, body=told)
    return release
