"""What becomes of names: told once that it begins soon, and deleted when they are needed no more."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from thriving.kernel import clock, diary
from thriving.programs.events import letters
from thriving.programs.events.models import (
    Admission,
    Arrival,
    Contribution,
    Event,
    Invitation,
    Registration,
    Roll,
    RollRow,
    WikiName,
)
from thriving.programs.events.queries.measured import measured_names, names_needed
from thriving.programs.events.states.event import PUBLISHED
from thriving.programs.events.states.registration import PLACED
from thriving.programs.events.states.roll import CHECKED, DISCARDED

BEFORE = timedelta(hours=24)
UNDECIDED = timedelta(days=7)  # how long a list waits to be taken in


def remind() -> int:
    """Write to everybody with a place at what begins within a day; to each once."""
    now = clock.now()
    soon = Registration.objects.filter(
        state=PLACED,
        reminded_at=None,
        event__state=PUBLISHED,
        event__starts_at__gt=now,
        event__starts_at__lte=now + BEFORE,
    )
    return sum(_remind(each) for each in soon.select_related("event", "person").order_by("pk"))


def names_due() -> QuerySet[Event]:
    """Events that are over and of which somebody's name is still known."""
    named = Registration.objects.exclude(person=None, name="", email="", removed_because="", wiki_name=None)
    return Event.objects.filter(ends_at__lt=clock.now(), pk__in=named.values("event")).order_by("ends_at")


def forget_names() -> int:
    """After the time that the event or the site says: only identifiers and what was counted stay.

    User names on the wikis, of those who agreed, stay as long as counting needs them.
    """
    due = [event for event in names_due().select_related("admission") if _is_due(event)]
    return sum(_forget(event) for event in due)


@transaction.atomic
def _remind(registration: Registration) -> bool:
    mine = Registration.objects.filter(pk=registration.pk, reminded_at=None, state=PLACED)
    if not mine.update(reminded_at=clock.now()):
        return False
    letters.reminded(registration)
    return True


def _is_due(event: Event) -> bool:
    admission = getattr(event, "admission", None) or Admission(event=event)
    return event.ends_at + admission.kept_for(settings.NAMES_KEPT) <= clock.now()


@transaction.atomic
def _forget(event: Event) -> bool:
    """Whether anything was still there to forget."""
    of_event = Registration.objects.filter(event=event)
    needed = names_needed(event)
    named = of_event.exclude(person=None, name="", email="", removed_because="")
    if needed and not named.exists():
        return False
    if not needed:
        _give_names_up(event)
    WikiName.objects.filter(registration__event=event).exclude(pk__in=measured_names(event)).delete()
    measured = Q(wiki_name__isnull=False)
    of_event.exclude(measured).update(may_measure=False)
    of_event.update(person=None, name="", email="", is_public=False, removed_because="")
    Arrival.objects.filter(event=event).delete()
    Invitation.objects.filter(event=event).delete()
    letters.forget(event)
    RollRow.objects.filter(roll__event=event).update(said={}, problems=[])
    Roll.objects.filter(event=event).update(title="")  # a file may be called as somebody is
    diary.note(event, "names_forgotten", by="thriving work", body={"user_names": not needed})
    return True


def _give_names_up(event: Event) -> None:
    """What was never measured is noted: nobody could tell it from what nobody agreed to afterwards."""
    asked = measured_names(event).count()
    if asked and not Contribution.objects.filter(event=event).exists():
        Contribution.objects.create(event=event, people=asked, digest="names", computed_at=clock.now())
    WikiName.objects.filter(registration__event=event).delete()


def drop_undecided_lists() -> int:
    """A list that nobody took in names people for nothing."""
    old = Roll.objects.filter(state=CHECKED, brought_at__lt=clock.now() - UNDECIDED)
    RollRow.objects.filter(roll__in=old).delete()
    return old.update(state=DISCARDED, ended_at=clock.now())
