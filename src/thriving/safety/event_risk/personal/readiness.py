"""What the safety of events knows of a person, and what becomes of it when they leave."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.movement.personal import declare
from thriving.safety.event_risk.models import (
    Debrief,
    Incident,
    Pack,
    PublicationRule,
    RiskHold,
    SafetyContact,
    Stakeholder,
    Waiver,
)

_EVENT, _WHEN = _("Event"), _("When")
_NAMELESS = _("It stays under a random identifier that no longer leads to anybody.")

declare(
    "event_risk.Stakeholder",
    _("Events to whose safety you matter"),
    rows=lambda person: Stakeholder.objects.filter(Q(person=person) | Q(engaged_by=person.key)).values(
        "event__key", "role", "required_at", "engaged_at", "how"
    ),
    columns={
        "event__key": _EVENT,
        "role": _("Role"),
        "required_at": _("Asked for since"),
        "engaged_at": _("Took part"),
        "how": _("How"),
    },
    stays=_("That the role took part, without you."),
)
declare(
    "event_risk.SafetyContact",
    _("Safety contacts that you wrote down or called"),
    rows=lambda person: SafetyContact.objects.filter(
        Q(written_by=person.key) | Q(reached_by=person.key)
    ).values("event__key", "post", "written_at", "reached_at"),
    columns={
        "event__key": _EVENT,
        "post": _("What they can be called for"),
        "written_at": _WHEN,
        "reached_at": _("Reached"),
    },
    stays=_NAMELESS,
)
declare(
    "event_risk.Waiver",
    _("Waivers that you asked for or decided"),
    rows=lambda person: Waiver.objects.filter(Q(asked_by=person.key) | Q(decided_by=person.key)).values(
        "event__key", "condition", "state", "asked_at", "ends_at"
    ),
    columns={
        "event__key": _EVENT,
        "condition": _("Condition"),
        "state": _("State"),
        "asked_at": _WHEN,
        "ends_at": _("Until"),
    },
    stays=_NAMELESS,
)
declare(
    "event_risk.RiskHold",
    _("Holds that you placed or lifted"),
    rows=lambda person: RiskHold.objects.filter(Q(placed_by=person.key) | Q(lifted_by=person.key)).values(
        "event__key", "placed_at", "lifted_at"
    ),
    columns={"event__key": _EVENT, "placed_at": _WHEN, "lifted_at": _("Lifted")},
    stays=_NAMELESS,
)
declare(
    "event_risk.PublicationRule",
    _("Rules of affiliates on their events that you chose"),
    rows=lambda person: PublicationRule.objects.filter(changed_by=person.key).values(
        "affiliate__key", "holds", "changed_at"
    ),
    columns={"affiliate__key": _("Affiliate"), "holds": _("Holds announcements"), "changed_at": _WHEN},
    stays=_NAMELESS,
)
declare(
    "event_risk.Pack",
    _("Pages for the day of an event that you made"),
    rows=lambda person: Pack.objects.filter(made_by=person.key).values("event__key", "made_at", "expires_at"),
    columns={"event__key": _EVENT, "made_at": _WHEN, "expires_at": _("Until")},
    stays=_NAMELESS,
)
declare(
    "event_risk.Incident",
    _("Incidents that you wrote down"),
    rows=lambda person: Incident.objects.filter(written_by=person.key).values(
        "event__key", "severity", "written_at"
    ),
    columns={"event__key": _EVENT, "severity": _("How severe it was"), "written_at": _WHEN},
    stays=_NAMELESS,
)
declare(
    "event_risk.Debrief",
    _("Events on whose risks you looked back"),
    rows=lambda person: Debrief.objects.filter(written_by=person.key).values("event__key", "written_at"),
    columns={"event__key": _EVENT, "written_at": _WHEN},
    stays=_NAMELESS,
)
