"""What the worker does for the lake."""

from __future__ import annotations

from contextlib import suppress

from django.conf import settings
from django.utils import translation
from django_tasks import task

from thriving.kernel import schedule
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.models import Person
from thriving.wiki import actions, reading
from thriving.wiki.models import Run

CLOCK = "thriving work"


@task()
def read_run(pk: int) -> None:
    """Read the dumps of a run, and measure the lake anew. Whoever stopped it meanwhile was faster."""
    run = Run.objects.filter(pk=pk, state__in=("waiting", "reading")).first()
    if run is None:
        return
    with translation.override(_language_of(run.begun_by)), suppress(MoveRefused):
        reading.read(run)
    if run.state == Run.State.DONE:
        actions.forget_upload(run)
    measure_lake()  # however it ended: a run that was stopped late may have filled the lake


@schedule.every("measure-lake", hours=1)
def measure_lake() -> None:
    """Measure the lake when it, or what is asked of it, has changed."""
    # Engines take their time to load: only who measures needs one.
    from thriving.wiki import measuring  # noqa: PLC0415 -- the same

    if measuring.is_due():
        measuring.measure(by=CLOCK)


def _language_of(key: str) -> str:
    """Whatever goes wrong is told in the language of whoever began the run."""
    return Person.objects.filter(key=key).values_list("language", flat=True).first() or settings.LANGUAGE_CODE
