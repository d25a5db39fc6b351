from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from thriving.movement.models import Person
from thriving.movement.personal import declare
from thriving.programs.councils.models import (
    Decision,
    Nomination,
    Panelist,
    Recusal,
    Rubric,
    Sheet,
)
from thriving.programs.councils.queries.nominations import proposed_by
from thriving.programs.councils.states.nomination import OVER

_STAYS = _("It stays for everybody to read, under a random identifier that no longer leads to anybody.")
_SAID = ("shown_name", "statement", "conflict", "region", "languages", "is_public", "state", "answered_on")


def _nominations(person: Person) -> Iterator[Mapping[str, Any]]:
    """Without their words about whom they proposed: these go with a no, and would tell of a yes."""
    yield from Nomination.objects.filter(nominee=person).values("call__council__key", *_SAID)
    yield from proposed_by(person).values("call__council__key", "sent_at")


def _forget_nominations(person: Person) -> None:
    """What they said goes with them; a seat that they were given stays a seat that was held.

    That somebody proposed them stays as after a no: one proposal less would tell of the yes.
    """
    stood = Nomination.objects.filter(nominee=person)
    proposed = stood.filter(nominator__isnull=False, call__ended_on=None).exclude(nominator=person)
    unanswered = [_as_unanswered(each) for each in proposed]
    stood.delete()
    Nomination.objects.bulk_create(unanswered)
    sent = Nomination.objects.filter(nominator=person)
    sent.update(nominator=None, relation="", nominator_name="")


def _as_unanswered(nomination: Nomination) -> Nomination:
    kept = ("call_id", "nominator_id", "sent_at", "expires_on", "sample")
    return Nomination(**{name: getattr(nomination, name) for name in kept}, state=OVER)


declare(
    "councils.Nomination",
    _("Where you stand, or stood"),
    rows=_nominations,
    columns={
        "call__council__key": _("Council"),
        "shown_name": _("Name that is shown"),
        "statement": _("What you wrote"),
        "conflict": _("What could make you partial"),
        "region": _("Region"),
        "languages": _("Languages"),
        "is_public": _("Shown to everybody"),
        "state": _("State"),
        "answered_on": _("When"),
        "sent_at": _("When you proposed somebody"),
    },
    forget=_forget_nominations,
)
declare(
    "councils.Panelist",
    _("Panels on which you judge"),
    rows=lambda person: Panelist.objects.filter(person=person).values(
        "call__council__key", "named_at", "looked_on"
    ),
    columns={
        "call__council__key": _("Council"),
        "named_at": _("When"),
        "looked_on": _("When you said with whom you have a conflict"),
    },
)
declare(
    "councils.Recusal",
    _("With whom you have a conflict"),
    rows=lambda person: Recusal.objects.filter(person=person).values(
        "nomination__call__council__key", "why", "declared_at"
    ),
    columns={
        "nomination__call__council__key": _("Council"),
        "why": _("Why"),
        "declared_at": _("When"),
    },
)
declare(
    "councils.Sheet",
    _("Points that you gave"),
    rows=lambda person: Sheet.objects.filter(panelist=person).values(
        "nomination__call__council__key", "points", "note", "given_at"
    ),
    columns={
        "nomination__call__council__key": _("Council"),
        "points": _("Points"),
        "note": _("Why"),
        "given_at": _("When"),
    },
)
declare(
    "councils.Rubric",
    _("Rubrics that you made"),
    rows=lambda person: Rubric.objects.filter(made_by=person.key).values("council__key", "number", "made_at"),
    columns={"council__key": _("Council"), "number": _("Version"), "made_at": _("When")},
    stays=_STAYS,
)
declare(
    "councils.Decision",
    _("Selections that you wrote down"),
    rows=lambda person: Decision.objects.filter(decided_by=person.key).values(
        "call__council__key", "reason", "decided_at"
    ),
    columns={"call__council__key": _("Council"), "reason": _("Why"), "decided_at": _("When")},
    stays=_STAYS,
)
