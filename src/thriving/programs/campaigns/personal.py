"""What campaigns and boxes know of a person, and what becomes of it when they leave."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.movement.models import Person
from thriving.movement.personal import declare
from thriving.programs.campaigns.actions.measuring import drop
from thriving.programs.campaigns.models import (
    BoxVersion,
    Campaign,
    Contribution,
    ContributionList,
    Contributor,
    Coordinator,
    InstanceOrganizer,
    Keeper,
    Piece,
    WorkItem,
)
from thriving.programs.campaigns.models.contribution import KEPT

_STAYS = _("It stays, under a random identifier that no longer leads to anybody.")


def _forget_contributor(person: Person) -> None:
    """Sums with them go at once, from the ledger too; the next measuring makes them anew, if names stand."""
    by_name = Q(contributions__contributor=person.key) | Q(
        event_links__event__registrations__subject=person.key,
        event_links__event__registrations__attended_on__isnull=False,
    )
    names_stand = Q(ends_on__gte=clock.today() - KEPT, measurements__names_went=False)
    theirs = Campaign.objects.filter(by_name, names_stand).distinct()
    Contributor.objects.filter(person=person).update(name="", person=None)
    for campaign in theirs.order_by("pk"):
        drop(campaign)


declare(
    "campaigns.Coordinator",
    _("Campaigns that you coordinate"),
    rows=lambda person: Coordinator.objects.filter(person=person).values("campaign__key", "named_at"),
    columns={"campaign__key": _("Campaign"), "named_at": _("Since")},
)
declare(
    "campaigns.InstanceOrganizer",
    _("Places of campaigns that you organize"),
    rows=lambda person: InstanceOrganizer.objects.filter(person=person).values(
        "instance__campaign__key", "instance__key", "named_at"
    ),
    columns={
        "instance__campaign__key": _("Campaign"),
        "instance__key": _("Place"),
        "named_at": _("Since"),
    },
)
declare(
    "campaigns.Keeper",
    _("Boxes that you keep"),
    rows=lambda person: Keeper.objects.filter(person=person).values("box__key", "named_at"),
    columns={"box__key": _("Box"), "named_at": _("Since")},
)
declare(
    "campaigns.BoxVersion",
    _("Versions of boxes that you published"),
    rows=lambda person: BoxVersion.objects.filter(published_by=person.key).values(
        "box__key", "number", "published_at"
    ),
    columns={"box__key": _("Box"), "number": _("Version"), "published_at": _("When")},
    stays=_STAYS,
)
declare(
    "campaigns.Piece",
    _("Tasks of campaigns that are yours or that you did"),
    rows=lambda person: Piece.objects.filter(Q(for_person=person) | Q(done_by=person.key)).values(
        "campaign__key", "kind", "key", "done_at"
    ),
    columns={
        "campaign__key": _("Campaign"),
        "kind": _("Kind"),
        "key": _("Task"),
        "done_at": _("Done"),
    },
    stays=_STAYS,
)
declare(
    "campaigns.WorkItem",
    _("Things on worklists that you took"),
    rows=lambda person: WorkItem.objects.filter(claimed_by=person).values(
        "worklist__campaign__key", "name", "state", "changed_at"
    ),
    columns={
        "worklist__campaign__key": _("Campaign"),
        "name": _("What"),
        "state": _("State"),
        "changed_at": _("When"),
    },
    forget=lambda person: give_back(WorkItem.objects.filter(claimed_by=person)),
    stays=_("What is done stays done, without you; what you had only taken is free again."),
)
declare(
    "campaigns.Contributor",
    _("Your name in campaigns"),
    rows=lambda person: Contributor.objects.filter(person=person).values("name"),
    columns={"name": _("Name on the wikis")},
    forget=_forget_contributor,
    stays=_STAYS,
)
declare(
    "campaigns.Contribution",
    _("What you contributed in campaigns, recorded or decided"),
    rows=lambda person: Contribution.objects.filter(
        Q(contributor=person.key) | Q(recorded_by=person.key) | Q(decided_by=person.key)
    ).values("campaign__key", "what", "name", "wiki", "done", "on", "may_measure", "state", "recorded_at"),
    columns={
        "campaign__key": _("Campaign"),
        "what": _("Sort"),
        "name": _("What"),
        "wiki": _("Wiki"),
        "done": _("What was done"),
        "on": _("Day"),
        "may_measure": _("Whether what you do on wikis may be measured"),
        "state": _("State"),
        "recorded_at": _("Recorded"),
    },
    stays=_STAYS,
)

declare(
    "campaigns.ContributionList",
    _("Lists of contributions that you brought in"),
    rows=lambda person: ContributionList.objects.filter(brought_by=person.key).values(
        "campaign__key", "title", "state", "brought_at"
    ),
    columns={
        "campaign__key": _("Campaign"),
        "title": _("File"),
        "state": _("State"),
        "brought_at": _("When"),
    },
    stays=_STAYS,
)


def give_back(items: QuerySet[WorkItem]) -> Any:
    """What somebody had taken and not finished is wanted again."""
    return items.filter(state="claimed").update(state="suggested", claimed_by=None)
