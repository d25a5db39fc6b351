"""What surrounds the content of a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi

from thriving.ui import appearance, cldr, help_and_safety, navigation, slots
from thriving.ui.tags.library import register


def _request(context: Context) -> HttpRequest | None:
    """None where a page is made for nobody in particular, such as the page of a server error."""
    request: HttpRequest | None = context.get("request")
    return request


@register.simple_tag
def look(sheet: str) -> SafeString:
    """The link to a sheet, "public" or "staff", for the direction of the page."""
    side = "-rtl" if get_language_bidi() else ""
    return format_html('<link rel="stylesheet" href="{}">', static(f"ui/built/{sheet}{side}.css"))


@register.simple_tag(takes_context=True)
def appearance_class(context: Context) -> SafeString | str:
    """What the reader chose over what their device says, if they did."""
    wanted = appearance.chosen(_request(context))
    return format_html(' class="th-{}"', wanted) if wanted else ""


@register.simple_tag(takes_context=True)
def slot(context: Context, place: slots.Place) -> str:
    request = _request(context)
    return slots.filled(place, request) if request else ""


@register.inclusion_tag("ui/components/navigation.html", takes_context=True)
def site_navigation(context: Context) -> dict[str, Any]:
    request = _request(context)
    shown = navigation.doors_for(_reader(request))
    urls = {door.url_name: reverse(door.url_name) for door in shown}
    here = navigation.deepest(request.path if request else "", urls.values())

    def hung(doors: Iterable[navigation.Door]) -> list[tuple[Any, str, bool]]:
        return [(door.label, urls[door.url_name], urls[door.url_name] == here) for door in doors]

    more = [(group, hung(doors)) for group, doors in navigation.grouped(shown)]
    return {
        "doors": hung(door for door in shown if not door.group),
        "more": more,
        "here_in_more": any(here for _group, doors in more for _label, _url, here in doors),
    }


def _reader(request: HttpRequest | None) -> Any:
    return getattr(request, "user", None)


@register.inclusion_tag("ui/components/language_choice.html", takes_context=True)
def language_choice(context: Context) -> dict[str, Any]:
    request = _request(context)
    return {
        "languages": [(code, cldr.own_name(code)) for code, _name in settings.LANGUAGES],
        "chosen": get_language(),
        "appearances": appearance.APPEARANCES.items(),
        "appearance": appearance.chosen(request),
        "here": request.get_full_path() if request else "/",
    }


@register.inclusion_tag("ui/components/help_and_safety.html", name="help_and_safety")
def help_and_safety_notes(own_contact: str = "") -> dict[str, Any]:
    """``own_contact``: whom the page itself tells to turn to; then it is not said that nobody is there."""
    return {"contacts": help_and_safety.contacts(), "own_contact": own_contact}


@register.inclusion_tag("ui/components/breadcrumbs.html")
def breadcrumbs(*labels_and_urls: Any) -> dict[str, Any]:
    """``{% breadcrumbs "Plans" plans_url plan.title plan_url "Key result 6" %}``: the last is this page."""
    pairs = zip(labels_and_urls[:-1:2], labels_and_urls[1::2], strict=True)
    return {"steps": list(pairs), "here": labels_and_urls[-1]}


@register.inclusion_tag("ui/components/twins.html", takes_context=True)
def twins(context: Context) -> dict[str, Any]:
    """Links to this page's JSON and CSV, where it has them."""
    return {"twins": context.get("twins")}


@register.inclusion_tag("ui/components/sample_banner.html")
def sample_banner() -> dict[str, Any]:
    return {}


_TONES = {"debug": "notice", "info": "notice", "success": "success", "warning": "warning", "error": "error"}


@register.filter
def tone(level: str) -> str:
    """The tone of a message that Django carries from one page to the next, by its level."""
    return _TONES.get(level, "notice")
