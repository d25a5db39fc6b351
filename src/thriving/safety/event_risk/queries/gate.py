"""Whether money may leave for an event: every condition that is not met, and whose it is to meet it.

One function for the page of the event, for the page of the payment, and for the transaction that sends. It
reads everything anew: nothing that somebody holds in memory decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thriving.kernel import clock
from thriving.kernel.gate import Sentence, Unmet
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.programs.events.states.event import CANCELED
from thriving.safety.conduct import queries as conduct
from thriving.safety.event_risk import conditions
from thriving.safety.event_risk.matrix import EXTREME
from thriving.safety.event_risk.models import RiskHold, SafetyContact, Stale, Waiver
from thriving.safety.event_risk.queries.assessed import Assessed, assessed, none_is_needed, tier_of
from thriving.safety.event_risk.queries.independence import are_apart
from thriving.safety.event_risk.queries.stakeholders import left_out, unengaged
from thriving.safety.event_risk.queries.staleness import is_over
from thriving.safety.event_risk.queries.waivers import why_not_covered
from thriving.safety.event_risk.roles import LIMITS
from thriving.safety.event_risk.states.waivers import GRANTED
from thriving.ui import cldr

TWO = 2
RECENT = timedelta(days=14)  # as long as a call to a contact counts

Found = Iterator[Unmet]


@dataclass(frozen=True)
class Missing:
    """A condition that is not met, by its name, and each thing that is missing of it."""

    condition: str
    unmet: tuple[Unmet, ...]
    waiver: Waiver | None = None

    @property
    def title(self) -> Sentence:
        return conditions.TITLES[self.condition]


def missing(event: Event) -> list[Missing]:
    """What is not met, in the order in which it can be mended; also what is waived, which says until when."""
    event = Event.objects.get(pk=event.pk)
    found = assessed(event)
    if event.state == CANCELED:
        return [*_canceled(event, found), *_held(event)]
    if found.is_not_required:
        return _held(event)
    waivers = waivers_of(event, found)
    asked = ((name, tuple(check(event, found))) for name, check in _CHECKS.items())
    return [
        *(Missing(name, unmet, waivers.get(name)) for name, unmet in asked if unmet),
        *_held(event),
    ]


def unmet(event: Event, *, but: str = "") -> list[Unmet]:
    """What keeps money from leaving now: all that is missing and not waived, ``but`` one condition."""
    found = (one for one in missing(event) if one.waiver is None and one.condition != but)
    return [each for one in found for each in one.unmet]


def is_open(event: Event) -> bool:
    return not unmet(event)


def _canceled(event: Event, found: Assessed) -> list[Missing]:
    """Something may still be owed for it; but nobody lets their own event out of the protocol."""
    if none_is_needed(event, found.material_now):
        return []
    wanted = Unmet(
        _("The event was canceled."),
        _(
            "Its organizers answer the triage anew, with “no” throughout, and a risk officer signs that no "
            "protocol is needed any more; or whoever runs the grant cancels the payment."
        ),
        reverse("event_risk:event", args=[event.key]),
    )
    return [Missing(conditions.CANCELED, (wanted,))]


def _held(event: Event) -> list[Missing]:
    return [Missing(conditions.HOLD, tuple(_hold(event)))] if standing_holds(event).exists() else []


def standing_holds(event: Event) -> QuerySet[RiskHold]:
    return RiskHold.objects.filter(event=event, lifted_at=None)


def standing_holds_of(events: QuerySet[Event]) -> QuerySet[RiskHold]:
    return RiskHold.objects.filter(event__in=events.order_by().values("pk"), lifted_at=None)


def waivers_of(event: Event, found: Assessed) -> dict[str, Waiver]:
    """Those that count now: granted, not over, for the event as it is, and never beside the worst risk."""
    if not found.can_be_waived or (found.life_or_liberty or EXTREME) >= EXTREME:
        return {}
    granted = Waiver.objects.filter(
        event=event, state=GRANTED, ends_at__gt=clock.now(), condition__in=conditions.WAIVABLE
    ).select_related("event")
    return {each.condition: each for each in granted if not why_not_covered(each, found)}


def waivable(event: Event) -> list[str]:
    """What is missing and could be waived: for whoever asks for a waiver."""
    if not assessed(event).can_be_waived:
        return []
    left = (each.condition for each in missing(event) if each.waiver is None)
    return [each for each in left if each in conditions.WAIVABLE]


def verified_contacts(event: Event) -> QuerySet[SafetyContact]:
    """Once it is over: those who were reached in time, whoever is called afterwards."""
    found = SafetyContact.objects.filter(event=event, reached_at__gte=_asked_of(event) - RECENT)
    return found.filter(reached_at__lte=event.ends_at) if is_over(event) else found


def _asked_of(event: Event) -> datetime:
    """The moment of which it is asked what was so: now, or its beginning once it is over."""
    return event.starts_at if is_over(event) else clock.now()


def _whose(event: Event, ahead: Sentence) -> Sentence:
    """Nobody makes good any more what an event that is over went without."""
    late = _(
        "The event is over: two authorities on risks may waive this, or whoever runs the grant cancels the "
        "payment."
    )
    return late if is_over(event) else ahead


def is_verified(contact: SafetyContact) -> bool:
    return contact.reached_at is not None and contact.reached_at >= clock.now() - RECENT


def _assessment(event: Event, found: Assessed) -> Found:
    page = reverse("event_risk:event", args=[event.key])
    if found.sentence:
        yield Unmet(found.sentence, _whose(event, found.whose), page)
    if found.is_accepted and not are_apart(event, found.decided_by):
        yield Unmet(
            Stale.CONFLICT.label,
            _whose(event, _("Its organizers write it anew, and somebody else judges.")),
            page,
        )
    if found.is_accepted and found.unverified:
        told = ngettext(
            "%(count)s condition on which the assessment was accepted is not confirmed.",
            "%(count)s conditions on which the assessment was accepted are not confirmed.",
            found.unverified,
        )
        whose = _("Whoever answers for it meets it, and somebody else confirms that.")
        yield Unmet(told % {"count": cldr.number(found.unverified)}, whose, page)


def _material(event: Event, found: Assessed) -> Found:
    if found.is_accepted and found.material_then != found.material_now:
        yield Unmet(
            _("The event was changed since its risks were assessed: its place, days, size or country."),
            _whose(event, _("Its organizers assess it anew.")),
            reverse("event_risk:event", args=[event.key]),
        )


def _age(event: Event, found: Assessed) -> Found:
    if found.is_accepted and not (found.valid_until and _asked_of(event) < found.valid_until):
        yield Unmet(
            _("The assessment is too old."),
            _whose(event, _("Its organizers assess it anew.")),
            reverse("event_risk:event", args=[event.key]),
        )


def _residual(event: Event, found: Assessed) -> Found:
    # What nobody may accept is not let through by whoever waives the acceptance either.
    if (found.is_accepted and not found.is_within_authority) or found.residual > max(LIMITS.values()):
        yield Unmet(
            _("The risk that remains is greater than whoever accepted it may accept."),
            _("Somebody with more authority reviews it."),
            reverse("event_risk:event", args=[event.key]),
        )


def _contacts(event: Event, _found: Assessed) -> Found:
    there = verified_contacts(event).count()
    if there < TWO:
        told = ngettext(
            "Two safety contacts must have been called and reached within 14 days; %(count)s was.",
            "Two safety contacts must have been called and reached within 14 days; %(count)s were.",
            there,
        )
        yield Unmet(
            told % {"count": cldr.number(there)},
            _whose(event, _("The organizers name them, and somebody else calls them.")),
            reverse("event_risk:contacts", args=[event.key]),
        )


def _conduct(event: Event, _found: Assessed) -> Found:
    organizers = list(Person.objects.filter(organized_events__event=event, is_active=True).distinct())
    owe = _owing(event, organizers)
    if not organizers:
        yield Unmet(_("Nobody organizes this event."), _("Whoever leads the program names somebody."))
    elif owe:
        told = ngettext(
            "%(count)s organizer has not acknowledged the Code of Conduct in force.",
            "%(count)s organizers have not acknowledged the Code of Conduct in force.",
            len(owe),
        )
        yield Unmet(
            told % {"count": cldr.number(len(owe))},
            _whose(event, _("Each organizer acknowledges it alone.")),
            reverse("conduct:codes"),
        )


def _owing(event: Event, organizers: list[Person]) -> set[int]:
    if not is_over(event):
        return conduct.owing(organizers)
    return conduct.owed_then(organizers, event.starts_at.date(), event.ends_at)


def _stakeholders(event: Event, _found: Assessed) -> Found:
    if not event.risk_stakeholders.exists():
        yield Unmet(
            _("Nobody is in the register of those who matter to its safety."),
            _("The triage of the event enters them."),
            reverse("event_risk:event", args=[event.key]),
        )
    for part in left_out(event, tier_of(event)):
        yield Unmet(
            _("“%(role)s” is not in the register, and this event needs it.") % {"role": part.title},
            _whose(event, _("Whoever hands in the assessment anew enters it.")),
            reverse("event_risk:stakeholders", args=[event.key]),
        )
    for each in unengaged(event):
        yield Unmet(
            _("“%(role)s” has not taken part in the risk protocol.") % {"role": each.title},
            _whose(
                event,
                _("Whoever has this role says so.") if each.person_id else _("Nobody has it: name somebody."),
            ),
            reverse("event_risk:stakeholders", args=[event.key]),
        )


def _hold(event: Event) -> Found:
    # In the words that every hold has: they must not tell of an inquiry.
    told = _("This payment is held. Whoever asks about it names the code %(code)s.")
    for each in standing_holds(event):
        yield Unmet(told % {"code": each.code})


Check = Callable[[Event, Assessed], Found]

# Once it is over all of it is asked still, as it was then: no event passes by being past.
_CHECKS: dict[str, Check] = {
    conditions.ASSESSMENT: _assessment,
    conditions.MATERIAL: _material,
    conditions.AGE: _age,
    conditions.RESIDUAL: _residual,
    conditions.CONTACTS: _contacts,
    conditions.CONDUCT: _conduct,
    conditions.STAKEHOLDERS: _stakeholders,
}
