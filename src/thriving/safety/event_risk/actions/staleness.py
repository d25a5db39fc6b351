"""What was accepted stops holding: at once where the cause is known here, and looked for every day."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Actor, Refused
from thriving.movement.models import Country, Person
from thriving.programs.events.hearers import News, hearers
from thriving.programs.events.models import Event
from thriving.programs.events.states.event import CANCELED
from thriving.safety.event_risk.actions import triage
from thriving.safety.event_risk.actions.holding import held_current, required
from thriving.safety.event_risk.actions.lapsing import make_stale as make_stale
from thriving.safety.event_risk.models import CountryAlert
from thriving.safety.event_risk.queries import assessments, staleness
from thriving.safety.event_risk.states.assessment import HELD, NOT_REQUIRED

LOOKING = "look-at-event-risks"  # the day's job, in the diary
_UNFOLLOWED = frozenset({News.UNMEASURED, News.REPORTED, News.HELD})


@transaction.atomic
def look(event: Event, *, by: Actor) -> bool:
    """Whether something that held before this look holds no longer."""
    turn.take()
    event = Event.objects.get(pk=event.pk)
    current = held_current(event)
    if current is None or not staleness.is_ahead(event):
        return False
    if current.state == NOT_REQUIRED:
        return triage.ask_again(event, by=by)
    if current.state in HELD and (why := staleness.why_stale(current, event)):
        return make_stale(event, why, by=by) is not None
    return False


def look_at_all(*, by: Actor = LOOKING) -> int:
    """Each event in a transaction of its own: one that fails keeps no other from being looked at."""
    return sum(look(each, by=by) for each in _ahead())


@transaction.atomic
def raise_alert(country: str, words: str, source: str, *, by: Person, sample: bool = False) -> CountryAlert:
    """Say what has changed in a country: whatever was accepted for it is looked at again, at once."""
    turn.take()
    access.require_holds(by, "raise_country_alert")
    found = Country.objects.filter(pk=country).first()
    if found is None:
        raise Refused(_("No country has this code."))
    alert = CountryAlert.objects.create(
        country=found,
        words=required(words, _("Say what has changed.")),
        source=required(source, _("Name the page that says so.")),
        raised_at=clock.now(),
        raised_by=by.key,
        sample=sample,
    )
    diary.note(alert, "raised_alert", by=by, body={"country": country})
    for event in _ahead().filter(country=country):
        look(event, by=by)
    return alert


@transaction.atomic
def end_alert(alert: CountryAlert, *, by: Person) -> None:
    """It is over. What went stale by it stays so until it is assessed anew."""
    turn.take()
    access.require_holds(by, "raise_country_alert")
    alert.refresh_from_db(from_queryset=CountryAlert.objects.select_for_update())
    if alert.ended_at:
        raise Refused(_("This alert has ended already."))
    alert.ended_at, alert.ended_by = clock.now(), by.key
    alert.save(update_fields=["ended_at", "ended_by"])
    diary.note(alert, "ended_alert", by=by)


def hear(event: Event, news: News, by: Any) -> None:
    """Inside the transaction in which the event changed."""
    if news not in _UNFOLLOWED:
        look(event, by=by)


def _ahead() -> QuerySet[Event]:
    states = (*HELD, NOT_REQUIRED)
    found = assessments.newest().filter(state__in=states).values("event")
    return Event.objects.filter(pk__in=found, ends_at__gt=clock.now()).exclude(state=CANCELED).order_by("pk")


hearers.add("event risk", hear)
