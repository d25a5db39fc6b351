"""The page of one event, and its text for messengers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, tzinfo
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.kernel import access, clock, outbox
from thriving.kernel.zones import offset_words
from thriving.movement.queries.people import names
from thriving.movement.queries.wikis import wikis_called
from thriving.programs.events import slots
from thriving.programs.events.models import Event, Session
from thriving.programs.events.queries.event import events_at, siblings
from thriving.programs.events.queries.places import Where, seen_from_outside, where
from thriving.programs.events.states.event import CANCELED
from thriving.programs.events.topics import TOPICS
from thriving.programs.events.views.planning import steps_for
from thriving.programs.events.views.registration import standing_of
from thriving.programs.initiatives import parts
from thriving.programs.initiatives.models import Initiative
from thriving.programs.initiatives.queries import initiatives_for
from thriving.ui import cldr, content


@require_safe
def event(request: HttpRequest, key: str) -> HttpResponse:
    query = events_at(request.user).select_related("safety_person").prefetch_related("organizers__person")
    found = get_object_or_404(query, key=key)
    told = where(found, request.user)
    context: dict[str, Any] = {
        "event": found,
        "reading": content.reading(request, found.title, found.text, found.policy),
        "where": told,
        "siblings": _siblings(request, found),
        "times": _times(found, getattr(request.user, "zone", UTC)),
        "zone": cldr.zone_name(found.time_zone),
        "wikis": wikis_called(found.wikis).items() if found.wikis else (),
        "topics": [TOPICS.get(each, each) for each in found.topics],
        "organizers": _organizers(found, request.user),
        "belongs": _belongs(found, request),
        "policies": slots.holding(found, request.user),
        "may_run": access.may(request.user, "run_event", found),
        "steps": steps_for(request.user, found),
        "standing": standing_of(found, request.user, protected=told.protected),
        "may_translate": found.state != CANCELED and access.may(request.user, "translate_event", found),
        "may_see_registrations": access.may(request.user, "see_registrations", found),
        "sample": found.sample,
    }
    return render(request, "events/event.html", context)


def _siblings(request: HttpRequest, found: Event) -> dict[str, list[Event]]:
    """Those of its series that are to come, and those that were: whoever reads a report looks for them."""
    now = clock.now()
    others = list(siblings(request.user, found)) if found.series_id else []
    return {
        "coming": [each for each in others if each.ends_at > now],
        "past": [each for each in others if each.ends_at <= now],
    }


@require_safe
def share(request: HttpRequest, key: str) -> HttpResponse:
    """A short text for messengers, in the reader's language and in all that its title is written in."""
    found = get_object_or_404(events_at(request.user).filter(published_at__isnull=False), key=key)
    mine = translation.get_language()
    own = [code for code, _name in settings.LANGUAGES if found.title.get(code) or code == mine]
    codes = [*own, *sorted(code for code, title in found.title.items() if title and code not in own)]
    told = seen_from_outside(found)
    texts = [
        (code, cldr.own_name(code), cldr.direction_of(code), _short(told, code).splitlines())
        for code in codes
    ]
    context = {"event": found, "texts": texts}
    return render(request, "events/share.html", context)


def _short(told: Where, language: str) -> str:
    """As somebody reads it who is not registered: it will be passed on.

    In a language that this site has no pages in, the days and all around are in that of the reader.
    """
    event = told.event
    address = outbox.address_of("events:event", event.key)
    around = language if language in dict(settings.LANGUAGES) else translation.get_language()
    with translation.override(around):
        context = {
            "event": event,
            "title": content.chosen(event.title, language)[0],
            "where": told,
            "times": _in_plain_words(event),
            "zone": cldr.zone_name(event.time_zone),
            "address": content.sent(address, language, event.title, event.text),
        }
        return render_to_string("events/short.txt", context).strip()


def _times(event: Event, zone: tzinfo | None = None) -> list[dict[str, Any]]:
    """``zone``: of the reader, who reads there when it begins by their own clocks, where these differ."""
    return [_told(session, zone) for session in event.sessions.all()]


def _told(session: Session, zone: tzinfo | None) -> dict[str, Any]:
    elsewhere = session.starts_at.astimezone(zone) if zone else None
    begins, ends = session.local_start, session.local_end
    return {
        "begins": begins,
        "ends": ends,
        "overnight": ends.date() != begins.date(),
        "offset": offset_words(begins),
        "elsewhere": elsewhere if elsewhere and elsewhere.utcoffset() != begins.utcoffset() else None,
    }


def _in_plain_words(event: Event) -> list[str]:
    return [
        f"{cldr.weekday(each['begins'])}, {cldr.clock_time(each['begins'])} – "
        f"{cldr.weekday(each['ends']) + ', ' if each['overnight'] else ''}{cldr.clock_time(each['ends'])} "
        f"({each['offset']})"
        for each in _times(event)
    ]


def _organizers(event: Event, reader: Any) -> list[str]:
    """By name those who let the reader see it; whoever runs an event chooses that on their own page."""
    people = {each.person.key: each.person for each in event.organizers.all()}
    shown = names(reader, list(people))
    return sorted(shown.values())


def _belongs(event: Event, request: HttpRequest) -> list[slots.Link]:
    """What it belongs to and what it serves, as far as there is a page of it."""
    reader, language = request.user, content.asked(request, event.title, event.text, event.policy)
    initiative = initiatives_for(reader).filter(key=event.initiative).first() if event.initiative else None
    serves = parts.priorities_called(event.serves) if event.serves else {}
    return [
        *([_link_to(initiative, language)] if initiative else []),
        *(_kept(each, language) for each in slots.links(event, reader)),
        *(slots.Link(_("Serves"), name, parts.address_of_priority(code)) for code, name in serves.items()),
    ]


def _kept(link: slots.Link, language: str) -> slots.Link:
    return replace(link, address=content.kept(link.address, language, link.title))


def _link_to(initiative: Initiative, language: str) -> slots.Link:
    address = reverse("initiatives:initiative", args=[initiative.key])
    return slots.Link(
        _("Initiative"), initiative.title, content.kept(address, language, initiative.title, initiative.text)
    )
