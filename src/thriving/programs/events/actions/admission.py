"""What organizers choose: whether one can register, what coming is evidence of, how long names stay."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.events import letters
from thriving.programs.events.actions.event import hold, require_runs
from thriving.programs.events.actions.registration import is_mail
from thriving.programs.events.facts import participation
from thriving.programs.events.models import Admission, Event, Invitation
from thriving.programs.events.states.event import AHEAD
from thriving.programs.events.traces import traces

LONGEST_KEPT = 365  # days
MOST_INVITATIONS = 500


@dataclass(frozen=True)
class Chosen:
    is_open: bool = True
    closes_at: datetime | None = None
    names_kept: int | None = None  # days after the event; None: as the site has it
    traces: tuple[str, ...] = ()


@transaction.atomic
def choose(event: Event, chosen: Chosen, *, by: Person) -> Admission:
    """Say it all anew. What coming is evidence of is told, or taken back, of those who have come already."""
    require_runs(by, event)
    hold(event)
    if chosen.names_kept is not None and not 0 <= chosen.names_kept <= LONGEST_KEPT:
        raise Refused(_("Names are kept for %(count)d days at most.") % {"count": LONGEST_KEPT})
    if unknown := [each for each in chosen.traces if each not in traces]:
        raise Refused(_("“%(key)s” is none of the choices.") % {"key": unknown[0][:60]})
    admission, _made = Admission.objects.update_or_create(
        event=event,
        defaults={
            "is_open": chosen.is_open,
            "closes_at": chosen.closes_at,
            "names_kept": chosen.names_kept,
        },
    )
    _trace(event, chosen.traces, by)
    diary.note(event, "chose_admission", by=by, body={"traces": sorted(chosen.traces)})
    return admission


@transaction.atomic
def invite(event: Event, addresses: Iterable[str], *, language: str, by: Person) -> int:
    """Write to each address once; how many were written to now."""
    access.require(by, "see_registrations", event)
    hold(event)
    if event.state not in AHEAD:
        raise Refused(_("Announce it first: an invitation leads to its page."))
    wanted = list(dict.fromkeys(each.strip().lower() for each in addresses if each.strip()))
    if wrong := [each for each in wanted if not is_mail(each)]:
        raise Refused(_("“%(text)s” is no mail address.") % {"text": wrong[0][:80]})
    if len(wanted) > MOST_INVITATIONS:
        raise Refused(_("At most %(count)d addresses at a time.") % {"count": MOST_INVITATIONS})
    written = sum(_invite(event, each, language) for each in wanted)
    diary.note(event, "invited", by=by, body={"addresses": written})
    return written


def _invite(event: Event, address: str, language: str) -> bool:
    digest = hashlib.sha256(f"{event.uid}\n{address}".encode()).hexdigest()
    _row, is_new = Invitation.objects.get_or_create(
        event=event, digest=digest, defaults={"sent_at": clock.now()}
    )
    if is_new:
        letters.invited(event, address, language, digest[:32])
    return is_new


def _trace(event: Event, wanted: Iterable[str], by: Person) -> None:
    before = set(event.tracings.values_list("trace", flat=True))
    came = list(event.registrations.filter(attended_on__isnull=False).select_related("event"))
    for trace in sorted(before - set(wanted)):
        why = _("The event is no longer said to be evidence of this.")
        participation.take_back_trace(came, trace, by=by, why=why)
        event.tracings.filter(trace=trace).delete()
    for trace in sorted(set(wanted) - before):
        event.tracings.create(trace=trace)
    participation.tell(came, by=by)
