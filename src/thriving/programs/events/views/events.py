"""The list of events, and its twins."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.movement.doors import ask_to_sign_in
from thriving.movement.queries.places import protected_countries
from thriving.programs.events.forms.events import ListForm
from thriving.programs.events.models import Entrance, Event, Format, State
from thriving.programs.events.queries.event import COMING, MINE, PAST, Wanted, behind, matching, occurring
from thriving.programs.events.queries.places import Where
from thriving.ui.twins import Column, Form, Parameter, Records

AT_ONCE, MOST = 50, 1_000  # on a page, in a twin

EVENTS = Records(
    "events",
    gettext_lazy("Events"),
    gettext_lazy("What is announced to everybody. Of events to come the next is first, of others the last."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the page.")),
        Column("state", "string", gettext_lazy("State"), ", ".join(State)),
        Column("entrance", "string", gettext_lazy("Who may come"), ", ".join(Entrance)),
        Column("format", "string", gettext_lazy("Where people meet"), ", ".join(Format)),
        Column("starts_at", "string", gettext_lazy("Begins"), gettext_lazy("By ISO 8601, in its own zone.")),
        Column("ends_at", "string", gettext_lazy("Ends"), gettext_lazy("By ISO 8601, in its own zone.")),
        Column("time_zone", "string", gettext_lazy("Time zone"), gettext_lazy("By the IANA database.")),
        Column("country", "string", gettext_lazy("Country"), gettext_lazy("Its ISO 3166 code.")),
        Column("place", "string", gettext_lazy("Place"), gettext_lazy("Empty where it is told to few.")),
        Column("languages", "list", gettext_lazy("Languages"), gettext_lazy("Their codes.")),
        Column("wikis", "list", gettext_lazy("Wikis"), gettext_lazy("The names of their databases.")),
        Column("topics", "list", gettext_lazy("Topics"), gettext_lazy("Their keys.")),
        Column("initiative", "string", gettext_lazy("Initiative"), gettext_lazy("By its key.")),
        Column("campaign", "string", gettext_lazy("Campaign"), gettext_lazy("By its key.")),
    ),
    parameters=(
        Parameter("when", "string", gettext_lazy("When"), f"{COMING}, {PAST}, {MINE}"),
        Parameter("country", "string", gettext_lazy("Country"), gettext_lazy("Its ISO 3166 code.")),
        Parameter("language", "string", gettext_lazy("Language"), gettext_lazy("Its code.")),
        Parameter("wiki", "string", gettext_lazy("Wiki"), gettext_lazy("The name of its database.")),
        Parameter("topic", "string", gettext_lazy("Topic"), gettext_lazy("Its key.")),
        Parameter("format", "string", gettext_lazy("Where people meet"), "online, in_person"),
        Parameter("initiative", "string", gettext_lazy("Initiative"), gettext_lazy("By its key.")),
        Parameter("campaign", "string", gettext_lazy("Campaign"), gettext_lazy("By its key.")),
        Parameter("serves", "string", gettext_lazy("Serves"), gettext_lazy("As plan/priority.")),
        Parameter("after", "string", gettext_lazy("After"), gettext_lazy("The key of the last one seen.")),
    ),
)


@require_safe
def events(request: HttpRequest, form: Form) -> HttpResponseBase:
    asked = EVENTS.asked(request)
    want = wanted(asked)
    if want.when == MINE and not request.user.is_authenticated:
        if form != "html":
            raise PermissionDenied
        return ask_to_sign_in(request)
    listed, following = _part(request, want, asked["after"] or "", AT_ONCE if form == "html" else MOST)
    return EVENTS.respond(
        request,
        _rows(listed),
        form=form,
        template="events/events.html",
        context=_page(request, want, listed, following) if form == "html" else None,
        extra={"next": following},
        sample=any(each.sample for each in listed),
    )


def wanted(asked: dict[str, Any]) -> Wanted:
    """What the address asks for; a part of time that there is none of is the coming one."""
    told = {name: asked[name] or "" for name in asked if name not in ("when", "after")}
    when = asked["when"] if asked["when"] in (PAST, MINE) else COMING
    return Wanted(when=when, **told)


def _part(request: HttpRequest, want: Wanted, after: str, most: int) -> tuple[list[Event], str]:
    """As many as fit, and the key behind which the next ones stand."""
    listed = matching(request.user, want)
    listed = behind(listed, after, want) if after else listed
    found = list(listed[: most + 1])
    return found[:most], found[most - 1].key if len(found) > most else ""


def _page(request: HttpRequest, want: Wanted, listed: list[Event], following: str) -> dict[str, Any]:
    asked = {name: value for name in request.GET if name != "after" and (value := request.GET[name])}
    protected = protected_countries()
    return {
        "listed": [(each, Where(each, inside=False, protected=each.country in protected)) for each in listed],
        "filters_form": ListForm(request.GET, occurring(request.user)),
        "tabs": _tabs(request, want, asked),
        "next": f"?{urlencode({**asked, 'after': following})}" if following else "",
        "question": urlencode({name: value for name, value in asked.items() if name != "when"}),
        "may_plan": access.holds(request.user, "plan_event"),
    }


def _tabs(request: HttpRequest, want: Wanted, asked: dict[str, str]) -> list[tuple[str, str, bool]]:
    named = {COMING: _("To come"), PAST: _("Already held")}
    if request.user.is_authenticated:
        named[MINE] = _("That I organize")
    return [
        (title, f"?{urlencode({**asked, 'when': when})}", want.when == when) for when, title in named.items()
    ]


def _rows(listed: list[Event]) -> list[dict[str, Any]]:
    protected = protected_countries()
    return [_row(each, Where(each, inside=False, protected=each.country in protected)) for each in listed]


def _row(event: Event, where: Where) -> dict[str, Any]:
    plain = ("key", "title", "entrance", "format", "time_zone", "country")
    more = ("languages", "wikis", "topics", "initiative", "campaign")
    return {
        **{name: getattr(event, name) for name in (*plain, *more)},
        "state": event.standing,
        "starts_at": event.local_start.isoformat(),
        "ends_at": event.local_end.isoformat(),
        "place": where.place,
    }
