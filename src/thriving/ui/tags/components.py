"""Components over Codex's classes: words in, semantic HTML out; none needs a script."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page
from django.forms import BoundField
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from thriving.ui import cldr, fields, icons
from thriving.ui.status import STATUSES
from thriving.ui.tags.library import register

_CHIP = '<span class="cdx-info-chip th-tone-{}">{}<span class="cdx-info-chip__text">{}</span></span>'


@register.simple_tag
def icon(name: str) -> SafeString:
    return icons.icon(name)


@register.simple_tag
def status_icon(key: str) -> SafeString:
    """The shape alone, in its color: only where its word stands beside it."""
    found = STATUSES[key]
    return format_html('<span class="th-mark th-tone-{}">{}</span>', found.tone, icons.icon(found.key))


@register.simple_tag
def status(key: str) -> SafeString:
    """Shape, word and color."""
    found = STATUSES[key]
    return format_html(_CHIP, found.tone, icons.icon(found.key), found.label)


@register.simple_tag
def chip(text: str, tone: str = "quiet") -> SafeString:
    """A word that marks something: "our reading", "typed by a person"."""
    return format_html(_CHIP, tone, "", text)


@register.simple_block_tag
def message(content: str, tone: str = "notice", heading: str = "") -> SafeString:
    """``tone``: notice, warning, error or success. An error is announced at once."""
    return format_html(
        '<div class="cdx-message cdx-message--{} th-message"{}>{}'
        '<div class="cdx-message__content">{}{}</div></div>',
        tone,
        mark_safe(' role="alert"') if tone == "error" else "",
        icons.icon_of_tone(tone),
        format_html("<p><strong>{}</strong></p>", heading) if heading else "",
        content,
    )


@register.simple_block_tag
def card(content: str, heading: str = "", url: str = "", level: int = 3) -> SafeString:
    """With ``url`` the whole card is one link, named by its heading."""
    title = format_html('<a href="{}">{}</a>', url, heading) if url else heading
    top = format_html('<h{0} class="cdx-card__text__title">{1}</h{0}>', level, title) if heading else ""
    return format_html(
        '<div class="cdx-card th-card"><div class="cdx-card__text">{}{}</div></div>', top, content
    )


@register.simple_block_tag
def accordion(
    content: str,
    summary: str,
    open: bool = False,  # noqa: A002, FBT001, FBT002 -- HTML's own word; templates name it
) -> SafeString:
    return format_html(
        '<details class="cdx-accordion"{}><summary><span class="cdx-accordion__header">{}</span></summary>'
        '<div class="cdx-accordion__content">{}</div></details>',
        mark_safe(" open") if open else "",
        summary,
        content,
    )


@register.simple_block_tag
def data_table(
    content: str,
    caption: str,
    shown: bool = False,  # noqa: FBT001, FBT002 -- templates name it
    stacks: bool = False,  # noqa: FBT001, FBT002 -- the same
) -> SafeString:
    """Wraps a table's head and body; on a narrow screen the table scrolls in its own place.

    The caption is for those who do not see where the table stands, unless it is ``shown``.
    A table that ``stacks`` does not scroll: on a phone its cell `th-main` has a line of its own.
    """
    classes = (" th-captioned" if shown else "") + (" th-stacks" if stacks else "")
    return format_html(
        '<div class="cdx-table th-table"><div class="cdx-table__table-wrapper" role="region" tabindex="0"'
        ' aria-label="{0}"><table class="cdx-table__table{1}"><caption>{0}</caption>{2}</table></div></div>',
        caption,
        classes,
        content,
    )


@register.simple_tag
def button(
    label: str, action: str = "progressive", weight: str = "primary", name: str = "", value: str = ""
) -> SafeString:
    """The button that sends the form it stands in."""
    return format_html(
        '<button class="cdx-button cdx-button--action-{} cdx-button--weight-{}"{}>{}</button>',
        action,
        weight,
        format_html(' name="{}" value="{}"', name, value) if name else "",
        label,
    )


@register.simple_tag
def button_link(label: str, url: str, action: str = "default", weight: str = "normal") -> SafeString:
    """A link that looks like a button: for the one way forward of a page."""
    return format_html(
        '<a class="cdx-button cdx-button--fake-button cdx-button--fake-button--enabled'
        ' cdx-button--action-{} cdx-button--weight-{}" href="{}">{}</a>',
        action,
        weight,
        url,
        label,
    )


@register.inclusion_tag("ui/components/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A form's field with its label, help and errors."""
    return {"field": bound, "dressed": fields.dressed(bound), "wrapper": fields.wrapper_of(bound)}


@register.inclusion_tag("ui/components/filters.html", takes_context=True)
def filters(context: Context, form: Any, label: str = "") -> dict[str, Any]:
    """A form that asks the same page another question."""
    return {"form": form, "label": label, "path": context["request"].path}


@register.inclusion_tag("ui/components/tabs.html")
def tabs(items: Iterable[tuple[str, str, bool]], label: str) -> dict[str, Any]:
    """Views of one thing, each at its own address: (label, address, whether it is this one)."""
    return {"items": list(items), "label": label}


@register.simple_tag
def progress(value: int, maximum: int, label: str) -> SafeString:
    """How far a task is; the numbers stand beside the bar."""
    return format_html(
        '<div class="th-progress"><progress value="{}" max="{}" aria-label="{}"></progress>'
        "<span><bdi>{} / {}</bdi></span></div>",
        value,
        maximum,
        label,
        cldr.number(value),
        cldr.number(maximum),
    )


@register.inclusion_tag("ui/components/definition_list.html")
def definition_list(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {"pairs": list(pairs)}


@register.inclusion_tag("ui/components/pager.html", takes_context=True)
def pager(context: Context, page: Page[Any], name: str = "page", label: str = "") -> dict[str, Any]:
    """Links to the pages of a list; the rest of the address's question is kept.

    Where several lists stand on one page, each asks by a ``name`` of its own and says of what its pages are.
    """
    asked = context["request"].GET.copy()
    asked.pop(name, None)
    return {"page": page, "question": asked.urlencode(), "name": name, "label": label}


@register.simple_block_tag
def empty_state(content: str, heading: str) -> SafeString:
    """What stands where a list would, when there is nothing to list: why, and what to do."""
    return format_html('<div class="th-empty"><p><strong>{}</strong></p>{}</div>', heading, content)


@register.simple_block_tag
def figure_number(content: str, value: str) -> SafeString:
    """The number that a page is about, with the words that it needs."""
    return format_html('<p class="th-figure"><strong>{}</strong> <span>{}</span></p>', value, content)
