"""What the assessment of an event says to the gate: whether it holds, until when, and what remains."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.programs.events.models import Event
from thriving.safety.event_risk import material
from thriving.safety.event_risk.models import Assessment, Stale, Triage
from thriving.safety.event_risk.queries.staleness import is_outdated
from thriving.safety.event_risk.questionnaire import NONE, ORDER
from thriving.safety.event_risk.states import assessment as states
from thriving.safety.event_risk.states.triage import PROPOSED, STANDS

_ORGANIZERS = _("Its organizers write it and hand it in.")
_ANEW = _("Its organizers assess it anew.")

# For each state in which it does not hold: what is missing, and whose it is.
_NOT_YET: dict[str, tuple[str | Promise, str | Promise]] = {
    states.REQUIRED: (_("The risks of this event have not been assessed."), _ORGANIZERS),
    states.DRAFT: (_("The risk assessment is not handed in."), _ORGANIZERS),
    states.CHANGES_REQUESTED: (_("Changes to the risk assessment are asked for."), _ORGANIZERS),
    states.SUBMITTED: (_("The risk assessment waits to be reviewed."), _("A risk officer reviews it.")),
    states.IN_REVIEW: (_("The risk assessment is in review."), _("A risk officer decides.")),
    states.ESCALATED: (
        _("The risk assessment waits for an authority on risks."),
        _("An authority on risks decides."),
    ),
    states.REJECTED: (
        _("The risk assessment was rejected."),
        _("Its organizers change the event and assess it anew."),
    ),
    states.STALE: (_("The risk assessment no longer holds."), _ANEW),
}


@dataclass(frozen=True)
class Assessed:
    """``state`` is that before a look back; ``sentence`` is empty where it holds, or held until then."""

    state: str
    material_now: str
    material_then: str = ""
    valid_until: datetime | None = None
    residual: int = 0
    limit: int = 0
    life_or_liberty: int | None = None
    decided_by: str = ""
    is_not_required: bool = False
    sentence: str | Promise = ""
    whose: str | Promise = ""
    unverified: int = 0  # conditions of its acceptance that nobody has confirmed

    @property
    def is_accepted(self) -> bool:
        return self.state in states.HELD

    @property
    def is_within_authority(self) -> bool:
        return 1 <= self.residual <= self.limit

    @property
    def can_be_waived(self) -> bool:
        """Only where somebody said how great the risk is, and nobody said that it is too great."""
        return self.life_or_liberty is not None and self.state != states.REJECTED


def assessed(event: Event) -> Assessed:
    current = event.risk_assessments.order_by("-number").first()
    now = material.material_of(event)
    if current is None:
        sentence, whose = _NOT_YET[states.REQUIRED]
        return Assessed(states.REQUIRED, now, sentence=sentence, whose=whose)
    if current.state == states.NOT_REQUIRED:
        return _not_required(event, now)
    state = how_it_stood(current)
    sentence, whose = _NOT_YET.get(state, ("", ""))
    return Assessed(
        state,
        now,
        material_then=current.material,
        valid_until=current.valid_until,
        residual=current.residual,
        limit=current.limit,
        life_or_liberty=current.life_or_liberty or None,
        decided_by=current.decided_by,
        sentence=Stale(current.stale_why).label if state == states.STALE else sentence,
        whose=whose,
        unverified=sum(not each.is_verified for each in current.provisos.all()),
    )


def how_it_stood(current: Assessment) -> str:
    """Its state; of one that was looked back upon, the one before: to look back opens nothing."""
    if current.state != states.DEBRIEFED:
        return current.state
    if current.stale_why:
        return states.STALE
    return states.ACCEPTED if current.decided_by else states.REJECTED


def _not_required(event: Event, now: str) -> Assessed:
    """Signed by two, for the event as it is: never by the absence of an assessment."""
    if none_is_needed(event, now):
        return Assessed(states.NOT_REQUIRED, now, is_not_required=True)
    sentence = _("Something has changed since two people found that it needs no assessment.")
    return Assessed(
        states.NOT_REQUIRED, now, sentence=sentence, whose=_("Its organizers answer the triage anew.")
    )


def none_is_needed(event: Event, now: str) -> bool:
    """Whether a triage that two people signed stands, of the event as it is."""
    signed = event.risk_triages.filter(state=STANDS, tier=NONE, material=now).exclude(decided_by="").first()
    return signed is not None and not is_outdated(signed, event)


def tier_of(event: Event) -> str:
    """The highest that anybody found: also one that waits for a second person."""
    triages = Triage.objects.filter(event=event, state__in=(STANDS, PROPOSED)).values_list("tier", flat=True)
    current = event.risk_assessments.order_by("-number").values_list("tier", flat=True)[:1]
    return max((each for each in (*triages, *current) if each), key=ORDER.index, default=NONE)
