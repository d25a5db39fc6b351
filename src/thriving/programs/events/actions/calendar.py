"""The secret address of one's own calendar: given, given anew, taken back."""

from __future__ import annotations

import secrets

from django.db import transaction

from thriving.kernel import clock, diary
from thriving.movement.models import Person
from thriving.programs.events.models import Feed


@transaction.atomic
def open_calendar(*, by: Person) -> str:
    """The secret of a new address, told this once; an address that they had before opens nothing any more."""
    secret = secrets.token_urlsafe(32)
    Feed.objects.update_or_create(
        person=by, defaults={"digest": Feed.digest_of(secret), "made_at": clock.now()}
    )
    diary.note(by, "opened_calendar", by=by)
    return secret


@transaction.atomic
def close_calendar(*, by: Person) -> None:
    if Feed.objects.filter(person=by).delete()[0]:
        diary.note(by, "closed_calendar", by=by)
