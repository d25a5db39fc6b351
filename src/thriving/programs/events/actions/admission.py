"""What organizers choose: whether one can register, what coming is evidence of, how long names stay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac
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
MOST_IN_A_DAY = 1_000


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
    new = _new(event, wanted)
    _require_few(event, len(new), by)
    for digest, address in new.items():
        Invitation.objects.create(event=event, digest=digest, sent_at=clock.now(), sent_by=by.key)
        letters.invited(event, address, language, digest[:32])
    written = len(new)
    diary.note(event, "invited", by=by, body={"addresses": written})
    return written


def _new(event: Event, addresses: Iterable[str]) -> dict[str, str]:
    """By digest those who were not written to yet."""
    digests = {_digest(event, each): each for each in addresses}
    known = set(event.invitations.filter(digest__in=digests).values_list("digest", flat=True))
    return {digest: each for digest, each in digests.items() if digest not in known}


def _digest(event: Event, address: str) -> str:
    # With the site's secret, so that no list of addresses can be tried against it.
    said = f"{event.uid}\n{address}"
    return salted_hmac("thriving.events.invitation", said, algorithm="sha256").hexdigest()


def _require_few(event: Event, new: int, by: Person) -> None:
    """Letters to people who asked for none: so many a day, by one organizer or for one event."""
    today = Invitation.objects.filter(sent_at__gt=clock.now() - timedelta(days=1))
    sent = max(today.filter(sent_by=by.key).count(), today.filter(event=event).count())
    if sent + new > MOST_IN_A_DAY:
        left = max(MOST_IN_A_DAY - sent, 0)
        raise Refused(
            _("At most %(most)d invitations go out in a day, and %(left)d are left: send the rest tomorrow.")
            % {"most": MOST_IN_A_DAY, "left": left}
        )


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
