"""Who runs a campaign, one of its places, or a box: named by those who do."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Manager
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary
from thriving.movement.actions import Actor, Refused
from thriving.movement.models import Person
from thriving.movement.queries.minors import is_minor
from thriving.programs.campaigns.actions.doing import hold, named, require, require_runs
from thriving.programs.campaigns.models import Box, Campaign, Instance

MOST = 50


@transaction.atomic
def name_organizer(holder: Campaign | Instance, person: Person, *, by: Actor) -> None:
    """Let them run the whole campaign, or this place and nothing else; named again, nothing changes."""
    require_runs(by, holder)
    hold(holder)
    _name(holder, people_of(holder), person, by)


@transaction.atomic
def dismiss_organizer(holder: Campaign | Instance, person: Person, *, by: Actor) -> None:
    """Let them no longer run it. Somebody always answers for a campaign, and for a place."""
    require_runs(by, holder)
    hold(holder)
    _dismiss(holder, people_of(holder), person, by)


@transaction.atomic
def name_keeper(box: Box, person: Person, *, by: Actor) -> None:
    require(by, "keep_box", box)
    hold(box)
    _name(box, box.keepers, person, by)


@transaction.atomic
def dismiss_keeper(box: Box, person: Person, *, by: Actor) -> None:
    require(by, "keep_box", box)
    hold(box)
    _dismiss(box, box.keepers, person, by)


def people_of(holder: Campaign | Instance) -> Manager[Any]:
    return holder.coordinators if isinstance(holder, Campaign) else holder.organizers


def _name(record: Campaign | Instance | Box, people: Manager[Any], person: Person, by: Actor) -> None:
    if not person.is_active:
        raise Refused(_("This account is closed."))
    if is_minor(person):
        raise Refused(_("Roles are for adults."))
    if people.filter(person=person).exists():
        return
    if people.count() >= MOST:
        raise Refused(_("At most %(count)d people run it.") % {"count": MOST})
    people.create(person=person, named_at=clock.now(), named_by=named(by))
    diary.note(record, "named_organizer", by=by, body={"person": person.key})


def _dismiss(record: Campaign | Instance | Box, people: Manager[Any], person: Person, by: Actor) -> None:
    if not people.exclude(person=person).exists():
        raise Refused(_("Name somebody else first: somebody always answers for it."))
    if people.filter(person=person).delete()[0]:
        diary.note(record, "dismissed_organizer", by=by, body={"person": person.key})
