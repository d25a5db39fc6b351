"""Safety contacts: written down by one, and verified when another called and reached them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.movement.queries.accounts import is_theirs
from thriving.movement.spelling import line
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions.naming import leads_to_somebody
from thriving.safety.event_risk.models import Post, SafetyContact
from thriving.safety.event_risk.queries.assessed import tier_of
from thriving.safety.event_risk.queries.staleness import is_over
from thriving.safety.event_risk.stakeholding import ENHANCED
from thriving.safety.protocols.naming import refuse_names_in

LONGEST = 120
MOST = 10
_NUMBER = re.compile(r"\+?[0-9][0-9 ()./-]{4,38}")
_FEWEST_DIGITS = 5
_LEADS_TO_SOMEBODY = re.compile(r"@|https?:|(\d[\s()./-]*){5}")

KEPT_ELSEWHERE = gettext_lazy(
    "Where risk is enhanced, this site keeps no name, number or address of anybody: it cannot yet seal them "
    "so that nobody who runs it could read them. Say who keeps them, such as the safety team."
)


@dataclass(frozen=True)
class Told:
    """A contact as somebody writes it down."""

    post: str
    name: str = ""
    number: str = ""
    kept_with: str = ""


@transaction.atomic
def write(event: Event, told: Told, *, by: Person) -> SafetyContact:
    """Name and number; where risk is enhanced only who keeps them."""
    turn.take()
    access.require(by, "keep_risk_contacts", event)
    if event.risk_contacts.count() >= MOST:
        raise Refused(_("An event has at most %(count)d safety contacts.") % {"count": MOST})
    if problem := problem_with(event, told):
        raise Refused(problem)
    refuse_names_in(told.kept_with, str(KEPT_ELSEWHERE))
    contact = SafetyContact.objects.create(
        event=event,
        post=told.post,
        name=line(told.name),
        number=line(told.number),
        kept_with=line(told.kept_with),
        written_at=clock.now(),
        written_by=by.key,
    )
    diary.note(event, "wrote_safety_contact", by=by, body={"contact": contact.key, "post": told.post})
    return contact


def problem_with(event: Event, told: Told) -> str:
    """A sentence, or nothing where all is sound."""
    if told.post not in Post:
        return _("Say what they can be called for.")
    problem = _problem_where_enhanced(event, told) if tier_of(event) == ENHANCED else _problem(told)
    if not problem and any(_is_the_same(each, told) for each in event.risk_contacts.all()):
        return _("This contact is there already: two are two people, each with a number of their own.")
    return problem


def _is_the_same(contact: SafetyContact, told: Told) -> bool:
    if told.number:
        return _digits(contact.number) == _digits(told.number)
    return contact.post == told.post and contact.kept_with.casefold() == line(told.kept_with).casefold()


def _digits(number: str) -> str:
    """Of "+233 30…", "00233 30…" and in the digits of any script the same, without what leads abroad."""
    return "".join(str(int(each)) for each in number if each.isdecimal()).removeprefix("00")


def _problem(told: Told) -> str:
    if not line(told.name) or len(told.name) > LONGEST:
        return _("A contact has a name of at most %(count)d characters.") % {"count": LONGEST}
    digits = sum(letter.isdigit() for letter in told.number)
    if not _NUMBER.fullmatch(line(told.number)) or digits < _FEWEST_DIGITS:
        return _("Write the number with its country code, as in +233 30 000 0000.")
    return _("This is only said where risk is enhanced: leave it empty.") if line(told.kept_with) else ""


def _problem_where_enhanced(event: Event, told: Told) -> str:
    leads = _LEADS_TO_SOMEBODY.search(told.kept_with) or leads_to_somebody(event, told.kept_with)
    if line(told.name) or line(told.number) or leads:
        return str(KEPT_ELSEWHERE)
    if not line(told.kept_with) or len(told.kept_with) > LONGEST:
        return _("Say who keeps the name and the number, in at most %(count)d characters.") % {
            "count": LONGEST
        }
    return ""


@transaction.atomic
def call_back(contact: SafetyContact, *, reached: bool, by: Person) -> None:
    """Record a call to the number: whether they answered, and know what they are called for."""
    _hold(contact)
    access.require(by, "verify_risk_contact", contact.event)
    if is_theirs(by, contact.written_by):
        raise Refused(_("You wrote this contact down: somebody else calls them."))
    if is_over(contact.event):  # when they were reached before it is what the gate goes by
        raise Refused(_("This event is over, or canceled."))
    if reached:
        contact.reached_at, contact.reached_by, contact.missed_at = clock.now(), by.key, None
    else:
        contact.reached_at, contact.reached_by, contact.missed_at = None, "", clock.now()
    contact.save(update_fields=["reached_at", "reached_by", "missed_at"])
    body = {"contact": contact.key, "reached": reached}
    diary.note(contact.event, "called_safety_contact", by=by, body=body)


@transaction.atomic
def drop(contact: SafetyContact, *, by: Person) -> None:
    _hold(contact)
    access.require(by, "keep_risk_contacts", contact.event)
    event, key = contact.event, contact.key
    contact.delete()
    diary.note(event, "dropped_safety_contact", by=by, body={"contact": key})


def _hold(contact: SafetyContact) -> None:
    turn.take()
    contact.refresh_from_db(from_queryset=SafetyContact.objects.select_for_update())
