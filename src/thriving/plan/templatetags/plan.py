"""`{% load plan %}`: addresses that keep a page's two dates, and the plan's own phrases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.template import Context, Library
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thriving.evidence import addresses
from thriving.evidence.explaining import explained
from thriving.evidence.models import Release
from thriving.plan import slots, ways_in
from thriving.plan.editing import Branch
from thriving.plan.editing.names import TABLES
from thriving.plan.forms import DatesForm
from thriving.plan.models import CheckIn, Plan, PlanChange
from thriving.plan.pages import history, phrases
from thriving.plan.pages.dates import Dates
from thriving.plan.standing.requirements import RequirementStanding
from thriving.plan.states import Status
from thriving.ui import charts, cldr
from thriving.ui.status import STATUSES

register = Library()


@register.simple_tag(takes_context=True)
def address_of(context: Context, name: str, *parts: str) -> str:
    """The address of a page of this plan, asking for the same two dates."""
    dates: Dates = context["dates"]
    return reverse(f"plan:{name}", args=[context["plan"].key, *parts]) + dates.query()


@register.simple_tag
def priority_address(priority: Any) -> str:
    """Where a priority begins on the plan's page."""
    return f"{reverse('plan:current')}#{priority.priority.key}"


@register.simple_tag
def ways_into(plan: Plan, priority: str, objective: str = "") -> list[tuple[str, str]]:
    """Labels and addresses: how one gets involved there."""
    return ways_in.beside(plan, priority, objective)


@register.simple_tag(takes_context=True)
def records_behind(context: Context, requirement: Any) -> str:
    dates = context["dates"]
    return addresses.evidence_url(requirement.asked, on=dates.happened_by, known=dates.known)


@register.simple_tag
def how_counted(requirement: Any) -> str:
    return addresses.measure_url(requirement.asked.version)


@register.simple_tag(takes_context=True)
def value_words(context: Context, requirement: Any) -> SafeString:
    """“88 of at least 150 organizers”, with the 88 as the way to the records behind it."""
    whole, value = requirement.words, requirement.value_words
    # Not as a part of a longer number: the 15 of 150 is no place for a link.
    found = re.search(rf"(?<![\d.,]){re.escape(value)}(?!\d)", whole)
    if not value or found is None:
        return format_html("{}", whole)
    return format_html(
        '{}<a class="th-opens" href="{}">{}</a>{}',
        whole[: found.start()],
        records_behind(context, requirement),
        value,
        whole[found.end() :],
    )


@register.simple_tag(takes_context=True)
def beside(context: Context, place: slots.Place, requirement: RequirementStanding) -> SafeString:
    """What higher packages show of a requirement there."""
    standing = context["standing"]
    return slots.filled(place, slots.Seen(standing.plan.key, requirement, standing.on, standing.known_on))


@register.simple_tag
def amount(requirement: RequirementStanding, value: Decimal | None) -> str:
    return "–" if value is None else requirement.figure.shown(value)


@register.simple_tag
def unit_of(requirement: RequirementStanding) -> str:
    """As charts name it."""
    return "percent" if requirement.figure.share else "number"


@register.simple_tag
def parts_in(parts: Mapping[str, list[Any]], requirement: RequirementStanding) -> list[Any]:
    """What was gathered for one requirement: its parts, or the tables of its people."""
    return parts[requirement.requirement.key]


@register.simple_tag
def growth(requirement: RequirementStanding) -> SafeString:
    """The series as a picture; the table beside it says the same."""
    title, unit = str(requirement.requirement.title), unit_of(requirement)
    name = f"growth-{requirement.requirement.key}"
    return charts.line_chart([charts.Series(title, requirement.series)], title, name, unit, table=False)


@register.simple_tag
def definition(requirement: RequirementStanding) -> list[tuple[str, Any]]:
    """The definition card: terms and their meanings."""
    version = requirement.asked.version
    return [
        (_("In short"), version.short),
        *explained(requirement.asked.question.specification),
        (_("What it does not say"), version.limits),
        (_("Version"), cldr.number(version.number)),
        (_("Who to ask"), requirement.requirement.key_result.owner),
    ]


@register.inclusion_tag("plan/_dates_form.html", takes_context=True)
def dates_form(context: Context) -> dict[str, Any]:
    dates: Dates = context["dates"]
    form = DatesForm(initial={"on": dates.on, "known": dates.known})
    return {"form": form, "path": context["now_url"]}


@register.filter
def in_counts(by_status: Mapping[Status, int]) -> str:
    return phrases.counts(by_status)


@register.filter
def as_sentence(by_status: Mapping[Status, int]) -> str:
    return phrases.counts_of_key_results(by_status)


@register.filter
def status_word(status: Status) -> str:
    return str(STATUSES[status].label)


@register.filter
def confidence_in_words(check_in: CheckIn) -> str:
    return phrases.confidence(check_in)


@register.filter
def in_change(changed: Any) -> str:
    return phrases.changed(changed)


@register.filter
def from_to(change: PlanChange) -> str:
    return history.from_to(change)


@register.simple_tag(takes_context=True)
def changed_part(context: Context, change: PlanChange) -> str:
    return history.part(change, context["titles"])


@register.filter
def publication_in_words(release: Release) -> str:
    return history.publication(release)


@register.filter
def published_address(release: Release) -> str:
    """What a page said when ``release`` was the newest publication of that day."""
    return Dates(on=release.on, known=release.known_on).query()


@register.simple_tag
def both_addresses(release: Release) -> str:
    """The question that sets a correction beside what it corrects."""
    corrected = release.corrects or release
    then = Dates(on=corrected.on, known=corrected.known_on).query(prefix="then_")
    return f"{then}&{Dates(on=release.on, known=release.known_on).query().removeprefix('?')}"


@register.filter
def table_name(table: str) -> str:
    return str(TABLES[table])


@register.filter
def is_mine(branch: Branch, mine: set[str]) -> bool:
    """A part of a key result belongs to whom the key result belongs to."""
    return branch.address.partition("/")[0] in mine
