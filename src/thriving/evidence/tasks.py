"""What the worker does for evidence."""

from __future__ import annotations

from contextlib import suppress

from django.conf import settings
from django.utils import translation
from django_tasks import task

from thriving.evidence import imports
from thriving.evidence.models import Batch
from thriving.evidence.tables import publishing
from thriving.kernel import schedule
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.models import Person


@task()
def read_batch(pk: int) -> None:
    """Read an uploaded file. Whoever stopped or decided it meanwhile was faster, and that is well."""
    batch = Batch.objects.filter(pk=pk, state__in=("waiting", "reading")).first()
    if batch is None:
        return
    with translation.override(_language_of(batch.stated_by)), suppress(MoveRefused):
        imports.read(batch)


def _language_of(key: str) -> str:
    """Errors are told in the language of whoever uploaded the file."""
    return Person.objects.filter(key=key).values_list("language", flat=True).first() or settings.LANGUAGE_CODE


@schedule.every("publish-tables", hours=24)
def publish_tables() -> None:
    """Publish the tables of people whose period is over, as far as nobody can be found in them."""
    publishing.publish_due(by=publishing.CLOCK)
