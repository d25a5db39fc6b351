"""Ways to the risks of an event from pages of others: the event's, its affiliate's, and the plan's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Max, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thriving.grants.agreements.models import Agreement
from thriving.grants.payments import story
from thriving.kernel import access, clock
from thriving.movement import slots as on_affiliates
from thriving.movement.models import Affiliate
from thriving.plan import slots as on_plan
from thriving.plan.slots import Filler, Seen
from thriving.programs.events import slots as on_events
from thriving.programs.events.models import Event
from thriving.programs.events.slots import Link
from thriving.safety.event_risk.facts import REQUIRED
from thriving.safety.event_risk.models import Assessment, Stakeholder
from thriving.safety.event_risk.queries.funding import events_of
from thriving.safety.event_risk.queries.publication import holds_publication
from thriving.safety.event_risk.queries.stakeholders import all_missed
from thriving.ui import cldr


def on_an_event(event: Event, reader: Any) -> Iterator[Link]:
    if access.may(reader, "see_event_risk", event):
        yield Link(_("Safety"), _("Risks of this event"), reverse("event_risk:event", args=[event.key]))


def on_an_affiliate(request: HttpRequest, affiliate: Affiliate) -> str:
    if not access.may(request.user, "describe_affiliate", affiliate):
        return ""
    told = (
        _("Your events in person are announced only once they passed the risk protocol.")
        if holds_publication(affiliate)
        else _("Your events in person are announced whether or not they passed the risk protocol.")
    )
    address = reverse("event_risk:rule", args=[affiliate.key])
    section = '<section><h2>{}</h2><p>{} <a href="{}">{}</a></p></section>'
    return format_html(section, _("Events in person"), told, address, _("Change it"))


def below_a_requirement(seen: Seen) -> str:
    """Of the key result that counts who took part: by whom it is missed, where the page tells of today."""
    told = how_many_missed(seen)
    return format_html("<p>{} {}</p>", told, where_missed()) if told else ""


def how_many_missed(seen: Seen) -> str:
    """Nothing where nobody is missing, or where the page is of another day or another key result."""
    if seen.on < clock.today() or not _counts_stakeholders(seen):
        return ""
    missed = all_missed().count()
    told = ngettext(
        "%(count)s role of the Foundation has not taken part, as of today.",
        "%(count)s roles of the Foundation have not taken part, as of today.",
        missed,
    )
    return told % {"count": cldr.number(missed)} if missed else ""


def where_missed() -> str:
    """The way to the list of them."""
    address, label = reverse("event_risk:missed"), _("At which events, and in which roles")
    return format_html('<a href="{}">{}</a>', address, label)


def edition() -> str:
    """Changes with every role that is entered, takes part, or takes it back."""
    told = Stakeholder.objects.aggregate(
        rows=Count("pk"), engaged=Count("engaged_at"), released=Count("released_at"), last=Max("engaged_at")
    )
    return f"{told['rows']}.{told['engaged']}.{told['released']}.{told['last']}"


def _counts_stakeholders(seen: Seen) -> bool:
    return any(side.fact == REQUIRED for side in seen.requirement.asked.question.sides)


def in_a_story(agreement: Agreement) -> Q:
    """Of the events that it pays for: nothing of holds, incidents, or who may be called."""
    events = list(events_of(agreement))
    assessments = Assessment.objects.filter(event__in=events).values_list("pk", flat=True)
    of_events = Q(subject__in=[f"{Event._meta.label_lower}:{each.pk}" for each in events])
    told = Q(subject__in=[f"{Assessment._meta.label_lower}:{pk}" for pk in assessments])
    return told | of_events & Q(verb__in=list(OF_EVENTS))


OF_EVENTS = {
    "answered_triage": gettext_lazy("it was said how much care it needs"),
    "signed_triage": gettext_lazy("a second person agreed how much care it needs"),
    "declined_triage": gettext_lazy("a second person did not agree how much care it needs"),
    "asked_triage_again": gettext_lazy("it was asked again how much care it needs"),
    "required_stakeholders": gettext_lazy("it was written down who takes part"),
    "added_stakeholder": gettext_lazy("somebody more takes part"),
    "named_stakeholder": gettext_lazy("it was said who has a role"),
    "engaged": gettext_lazy("somebody took part"),
    "took_back_engagement": gettext_lazy("somebody did not take part after all"),
    "released_stakeholders": gettext_lazy("two people said who need not take part"),
    "asked_for_waiver": gettext_lazy("a waiver was asked for"),
    "granted_waiver": gettext_lazy("a waiver was granted"),
    "declined_waiver": gettext_lazy("a waiver was not granted"),
    "ended_waiver": gettext_lazy("a waiver was ended"),
    "changed": gettext_lazy("the event was changed"),
    "canceled": gettext_lazy("the event was canceled"),
    "looked_back": gettext_lazy("somebody looked back on it"),
}
OF_ASSESSMENTS = {
    "required": gettext_lazy("an assessment became due"),
    "set_aside": gettext_lazy("no longer due"),
    "began": gettext_lazy("begun"),
    "described_place": gettext_lazy("the place was described"),
    "added_risk": gettext_lazy("a risk was added"),
    "changed_risk": gettext_lazy("a risk was changed"),
    "dropped_risk": gettext_lazy("a risk was dropped"),
    "planned_mitigation": gettext_lazy("a measure was planned"),
    "dropped_mitigation": gettext_lazy("a measure was dropped"),
    "did_mitigation": gettext_lazy("a measure was taken"),
    "submitted": gettext_lazy("handed in"),
    "took_up": gettext_lazy("taken up by an officer"),
    "asked_changes": gettext_lazy("changes were asked for"),
    "escalated": gettext_lazy("passed on to whoever may accept it"),
    "rejected": gettext_lazy("rejected"),
    "accepted": gettext_lazy("accepted"),
    "added_proviso": gettext_lazy("a condition was added"),
    "dropped_proviso": gettext_lazy("a condition was dropped"),
    "verified_mitigation": gettext_lazy("a measure was confirmed"),
    "sent_mitigation_back": gettext_lazy("a measure was not confirmed"),
    "verified_proviso": gettext_lazy("a condition was confirmed"),
    "sent_proviso_back": gettext_lazy("a condition was not confirmed"),
    "met_proviso": gettext_lazy("a condition was met"),
    "handed_proviso_over": gettext_lazy("somebody else answers for a condition"),
    "went_stale": gettext_lazy("it no longer holds"),
}

on_events.fillers.add("risks", on_an_event)
on_affiliates.fillers.add("risks", on_an_affiliate)
on_plan.add("risks", Filler(fill=below_a_requirement, edition=edition))
story.chapters.add(
    "event_risk",
    story.Chapter(in_a_story, {"events.event": OF_EVENTS, Assessment._meta.label_lower: OF_ASSESSMENTS}),
)
