"""What the assessments of events know of a person, and what becomes of it when they leave."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.movement.personal import declare
from thriving.safety.event_risk.models import (
    Assessment,
    CountryAlert,
    Decision,
    Mitigation,
    Proviso,
    Risk,
    Triage,
)

_EVENT, _WHEN = _("Event"), _("When")
_STATE = _("State")
_NAMELESS = _("It stays under a random identifier that no longer leads to anybody.")
_OWNERLESS = _("It stays, and somebody else answers for it.")

declare(
    "event_risk.Triage",
    _("Triages of events that you answered or decided"),
    rows=lambda person: Triage.objects.filter(Q(answered_by=person.key) | Q(decided_by=person.key)).values(
        "event__key", "tier", "state", "answered_at"
    ),
    columns={"event__key": _EVENT, "tier": _("Care"), "state": _STATE, "answered_at": _WHEN},
    stays=_NAMELESS,
)
declare(
    "event_risk.Assessment",
    _("Risk assessments that you handed in, review or decided"),
    rows=lambda person: Assessment.objects.filter(
        Q(reviewer=person) | Q(submitted_by=person.key) | Q(decided_by=person.key)
    ).values("event__key", "number", "state", "submitted_at", "decided_at"),
    columns={
        "event__key": _EVENT,
        "number": _("Version"),
        "state": _STATE,
        "submitted_at": _("Handed in"),
        "decided_at": _("Decided"),
    },
    stays=_NAMELESS,
)
declare(
    "event_risk.Risk",
    _("Risks that you described"),
    rows=lambda person: Risk.objects.filter(written_by=person.key).values(
        "assessment__event__key", "domain", "written_at"
    ),
    columns={"assessment__event__key": _EVENT, "domain": _("What for"), "written_at": _WHEN},
    stays=_NAMELESS,
)
declare(
    "event_risk.Decision",
    _("Decisions of yours on risk assessments"),
    rows=lambda person: Decision.objects.filter(decided_by=person.key).values(
        "assessment__event__key", "verdict", "decided_at"
    ),
    columns={"assessment__event__key": _EVENT, "verdict": _("What was decided"), "decided_at": _WHEN},
    stays=_NAMELESS,
)
declare(
    "event_risk.Mitigation",
    _("Measures against risks that you answer for, did or confirmed"),
    rows=lambda person: Mitigation.objects.filter(
        Q(owner=person) | Q(done_by=person.key) | Q(verified_by=person.key)
    ).values("risk__assessment__event__key", "state", "due_on"),
    columns={"risk__assessment__event__key": _EVENT, "state": _STATE, "due_on": _("Done by")},
    stays=_OWNERLESS,
)
declare(
    "event_risk.Proviso",
    _("Conditions that you answer for, met or confirmed"),
    rows=lambda person: Proviso.objects.filter(
        Q(owner=person) | Q(met_by=person.key) | Q(verified_by=person.key)
    ).values("assessment__event__key", "number", "state", "due_on"),
    columns={
        "assessment__event__key": _EVENT,
        "number": _("Number"),
        "state": _STATE,
        "due_on": _("Done by"),
    },
    stays=_OWNERLESS,
)
declare(
    "event_risk.CountryAlert",
    _("Alerts for countries that you raised or ended"),
    rows=lambda person: CountryAlert.objects.filter(Q(raised_by=person.key) | Q(ended_by=person.key)).values(
        "country", "words", "raised_at", "ended_at"
    ),
    columns={
        "country": _("Country"),
        "words": _("What has changed"),
        "raised_at": _WHEN,
        "ended_at": _("Ended"),
    },
    stays=_NAMELESS,
)
