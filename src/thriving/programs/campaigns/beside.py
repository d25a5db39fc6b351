"""On pages of lower packages: what campaigns and boxes have to do with what they show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.plan import ways_in
from thriving.plan.models import Plan
from thriving.programs.campaigns.models import Campaign, EventLink, Lesson
from thriving.programs.campaigns.queries.box import boxes_for
from thriving.programs.campaigns.queries.campaign import campaigns_for
from thriving.programs.campaigns.queries.naming import boxes_naming, campaigns_naming
from thriving.programs.events import slots as of_events
from thriving.programs.events.models import Event
from thriving.programs.experiments import changed
from thriving.programs.initiatives import slots as of_initiatives
from thriving.programs.initiatives.models import Initiative
from thriving.programs.initiatives.parts import code
from thriving.programs.patterns import links
from thriving.ui.content import asked, kept

FEW = 5


def campaign_of(event: Event, reader: Any) -> Iterator[of_events.Link]:
    link = EventLink.objects.filter(event=event, campaign__in=campaigns_for(reader)).first()
    if link:
        address = reverse("campaigns:campaign", args=[link.campaign.key])
        yield of_events.Link(gettext_lazy("Campaign"), link.campaign.title, address)


def campaigns_of(request: HttpRequest, initiative: Initiative) -> str:
    """A few of them; nothing where there are none."""
    found = list(campaigns_for(request.user).filter(initiative=initiative.key)[:FEW])
    if not found:
        return ""
    language = asked(request, initiative.title, initiative.text, initiative.how)
    campaigns = [(each, _address(each, language)) for each in found]
    context = {"campaigns": campaigns, "initiative": initiative, "language": language}
    return render_to_string("campaigns/_of_initiative.html", context, request)


def _address(campaign: Campaign, language: str) -> str:
    address = reverse("campaigns:campaign", args=[campaign.key])
    return kept(address, language, campaign.title, campaign.theme, campaign.text)


def versions_changed_by(reader: Any, experiment: str) -> Iterator[changed.Change]:
    lessons = Lesson.objects.filter(experiment=experiment, version__box__in=boxes_for(reader))
    for lesson in lessons.select_related("version__box"):
        version = lesson.version
        title = _("%(box)s, version %(number)d") % {"box": version.title, "number": version.number}
        address = reverse("campaigns:version", args=[version.box.key, version.number])
        yield changed.Change(title, address)


def on_a_pattern(reader: Any, pattern: str) -> Iterator[links.Link]:
    for version in boxes_naming(reader, pattern):
        yield links.Link(gettext_lazy("Box"), version.title, reverse("campaigns:box", args=[version.box.key]))
    for each in campaigns_naming(reader, pattern):
        address = reverse("campaigns:campaign", args=[each.key])
        yield links.Link(gettext_lazy("Campaign"), each.title, address)


links.linkers.add("campaigns", on_a_pattern)


def from_plan(plan: Plan, priority: str, objective: str) -> Iterator[tuple[str, str]]:
    if plan.state == "open" and not objective:
        serving = urlencode({"serves": code(plan.key, priority)})
        yield _("Campaigns that serve this priority"), f"{reverse('campaigns:campaigns')}?{serving}"


ways_in.add("campaigns", from_plan)
of_events.fillers.add("campaigns", campaign_of)
of_initiatives.fillers.add("campaigns", campaigns_of)
changed.places.add("boxes", versions_changed_by)
