from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from thriving.movement.models import Person
from thriving.movement.personal import declare
from thriving.programs.events.actions.measuring import drop_sums
from thriving.programs.events.models import (
    Arrival,
    Invitation,
    Registration,
    Roll,
    RollRow,
    WikiName,
)
from thriving.programs.events.states.registration import COMING, WITHDRAWN

_BARE = _("It stays, under a random identifier that no longer leads to anybody.")
REGISTRATION = {
    "event__key": _("Event"),
    "state": _("State"),
    "role": _("Role"),
    "code": _("Code for the door"),
    "language": _("Language"),
    "country": _("Country"),
    "comes_as": _("What you are in the movement"),
    "is_public": _("Whether others may read that you come"),
    "may_measure": _("Whether what you do on wikis may be measured"),
    "registered_at": _("When"),
    "attended_on": _("The day on which you were there"),
    "standing": _("Whether it was the first time"),
    "removed_because": _("Why organizers took it off"),
}


def _theirs(person: Person) -> QuerySet[Registration]:
    return Registration.objects.filter(Q(person=person) | Q(subject=person.key))


def _wiki_names(person: Person) -> Iterator[Mapping[str, Any]]:
    yield from WikiName.objects.filter(registration__in=_theirs(person)).values(
        "registration__event__key", "name", "noted_at"
    )


def _forget(person: Person) -> None:
    """What they wrote goes, and so do their places at what is to come: the worker gives them to who waits."""
    theirs = _theirs(person)
    measured = list(theirs.filter(wiki_name__isnull=False, attended_on__isnull=False))
    WikiName.objects.filter(registration__in=theirs).delete()
    RollRow.objects.filter(registration__in=theirs).update(said={}, problems=[])
    theirs.filter(state__in=COMING, attended_on=None).update(state=WITHDRAWN)
    theirs.update(name="", email="", removed_because="", country="", is_public=False, may_measure=False)
    # Sums with them go at once, also from the ledger, and the next measuring makes them anew.
    drop_sums(measured)


declare(
    "events.Registration",
    _("Events that you registered for"),
    rows=lambda person: _theirs(person).values(*REGISTRATION),
    columns=REGISTRATION,
    forget=_forget,
    stays=_BARE,
)
declare(
    "events.WikiName",
    _("Your user name on wikis, for measuring events"),
    rows=_wiki_names,
    columns={"registration__event__key": _("Event"), "name": _("User name"), "noted_at": _("When")},
)
declare(
    "events.Arrival",
    _("Codes that you read at the door"),
    rows=lambda person: Arrival.objects.filter(received_from=person.key).values(
        "event__key", "outcome", "received_at"
    ),
    columns={"event__key": _("Event"), "outcome": _("Outcome"), "received_at": _("When")},
    stays=_BARE,
)
declare(
    "events.Invitation",
    _("Invitations that you sent"),
    rows=lambda person: Invitation.objects.filter(sent_by=person.key).values("event__key", "sent_at"),
    columns={"event__key": _("Event"), "sent_at": _("When")},
    stays=_BARE,
)
declare(
    "events.Roll",
    _("Lists of participants that you brought in"),
    rows=lambda person: Roll.objects.filter(brought_by=person.key).values(
        "event__key", "title", "state", "brought_at"
    ),
    columns={
        "event__key": _("Event"),
        "title": _("File"),
        "state": _("State"),
        "brought_at": _("When"),
    },
    stays=_BARE,
)
declare(
    "events.RollRow",
    _("Lists of participants on which you stand"),
    rows=lambda person: RollRow.objects.filter(registration__in=_theirs(person)).values(
        "roll__event__key", "row", "said"
    ),
    columns={"roll__event__key": _("Event"), "row": _("Row"), "said": _("What it says")},
    stays=_("The number of the row stays, without what it said."),
)
