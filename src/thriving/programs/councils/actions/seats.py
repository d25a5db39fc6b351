"""Seats, the terms for which they are given, and what becomes of who holds one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from unicodedata import normalize

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean, clean_words, known_languages
from thriving.movement.models import Person, Region
from thriving.movement.queries import minors
from thriving.movement.spelling import line
from thriving.programs.councils import facts, letters
from thriving.programs.councils.actions.councils import begin
from thriving.programs.councils.models import Council, Membership, Nomination, Seat, Term
from thriving.programs.councils.queries.seats import why_not_seated
from thriving.programs.councils.queries.selection import whose_turn
from thriving.programs.councils.states.membership import HOLDING, MEMBERSHIP
from thriving.programs.councils.states.nomination import NOMINATION, RESERVE, SELECTED

MOST_SEATS, LONGEST_NAME = 60, 60
FILLERS = re.compile("[\u115f\u1160\u2800]")  # letters without any ink
LONGEST_TERM = timedelta(days=5 * 366)
REMINDED_BEFORE = timedelta(days=60)


@dataclass(frozen=True)
class Kept:
    """For whom a seat is kept; neither a region nor languages: for anybody."""

    title: Words = field(default_factory=Words)
    region: Region | None = None
    languages: tuple[str, ...] = ()


@transaction.atomic
def add_seat(council: Council, kept: Kept, *, by: Person) -> Seat:
    begin(council, by)
    if council.seats.count() >= MOST_SEATS:
        raise Refused(_("A council has at most %(count)d seats.") % {"count": MOST_SEATS})
    if unknown := set(kept.languages) - known_languages(kept.languages):
        raise Refused(
            _("“%(code)s” is not the code of a language, such as sw.") % {"code": min(unknown)[:20]}
        )
    number = (council.seats.aggregate(last=Max("number"))["last"] or 0) + 1
    seat = Seat.objects.create(
        council=council,
        number=number,
        title=clean_words(kept.title),
        region=kept.region,
        languages=sorted(set(kept.languages)),
    )
    diary.note(council, "added_seat", by=by, body={"seat": number})
    return seat


@transaction.atomic
def close_seat(seat: Seat, *, by: Person) -> None:
    """It is no longer offered; whoever holds it stays until their term ends."""
    begin(seat.council, by)
    Seat.objects.filter(pk=seat.pk).update(is_open=False)
    diary.note(seat.council, "closed_seat", by=by, body={"seat": seat.number})


@transaction.atomic
def add_term(council: Council, starts_on: date, ends_on: date, *, by: Person) -> Term:
    """One after the other: a term starts after the one before it has ended."""
    begin(council, by)
    if not starts_on < ends_on <= starts_on + LONGEST_TERM:
        raise Refused(_("A term ends after it starts, and within five years."))
    last = council.terms.order_by("-number").first()
    if last and starts_on <= last.ends_on:
        raise Refused(_("The term before this one has not ended by then."))
    term = Term.objects.create(
        council=council, number=last.number + 1 if last else 1, starts_on=starts_on, ends_on=ends_on
    )
    diary.note(council, "added_term", by=by, body={"term": term.number})
    return term


@transaction.atomic
def give_seat(nomination: Nomination, seat: Seat, *, by: Person) -> Membership:
    """Of two people for one seat at once exactly one gets it: the database itself refuses the second."""
    council, call = seat.council, nomination.call
    begin(council, by)
    nomination.refresh_from_db(from_queryset=Nomination.objects.select_for_update(of=("self",)))
    person = nomination.nominee
    if call.council_id != council.pk or nomination.state not in (SELECTED, RESERVE) or person is None:
        raise Refused(_("Only who was selected, or is in reserve, gets a seat."))
    access.require(by, "see_candidate", nomination)
    _require_turn(nomination, seat)
    if nomination.state == RESERVE:
        NOMINATION.take(nomination, "select")
    membership = _seated(nomination, person, seat)
    facts.tell(membership, by)
    letters.tell_seated(membership)
    diary.note(council, "gave_seat", by=by, body={"seat": seat.number, "term": call.term.number})
    return membership


def _require_turn(nomination: Nomination, seat: Seat) -> None:
    """Seats go as the panel decided: whoever runs the call chooses nobody by themselves."""
    call = nomination.call
    if not call.seats.filter(pk=seat.pk).exists():
        raise Refused(_("This seat is not offered by the call."))
    if sentence := why_not_seated(nomination, seat):
        raise Refused(sentence)
    if nomination not in whose_turn(call, seat):
        raise Refused(_("By what the panel decided, this seat goes to somebody else."))


def _seated(nomination: Nomination, person: Person, seat: Seat) -> Membership:
    term = nomination.call.term
    try:
        with transaction.atomic():
            return Membership.objects.create(
                council=seat.council,
                seat=seat,
                term=term,
                person=person,
                shown_name=nomination.shown_name,
                is_public=nomination.is_public,
                began_on=max(clock.today(), term.starts_on),
                sample=nomination.sample,
            )
    except IntegrityError:
        raise Refused(_("This seat has been taken, or they hold another one in this term.")) from None


@transaction.atomic
def show_as(membership: Membership, name: str, *, is_public: bool, by: Person) -> None:
    """What a member is called, and whether everybody may read it. Nobody else decides that."""
    turn.take()
    access.require(by, "hold_seat", membership)
    name = shown_name(name, by)
    Membership.objects.filter(pk=membership.pk).update(shown_name=name, is_public=is_public)
    diary.note(membership, "shown_as", by=by)


def shown_name(name: str, person: Person) -> str:
    """One line; of a minor one word, so that no surname is told by mistake. A filler letter is a space."""
    name = line(FILLERS.sub(" ", normalize("NFKC", name)))
    if not name or len(name) > LONGEST_NAME:
        raise Refused(_("A name has between one character and %(count)d.") % {"count": LONGEST_NAME})
    if minors.is_minor(person) and re.search(r"[\s_./-]", name):
        raise Refused(_("Choose one word, without your surname: you may also make up a name."))
    return name


@transaction.atomic
def change(membership: Membership, name: str, *, by: Person, reason: str = "") -> None:
    """A leave, a return, a resignation: the member's own. A removal: the owners', with a reason."""
    turn.take()
    rule = "remove_member" if name == "remove" else "hold_seat"
    membership.refresh_from_db(from_queryset=Membership.objects.select_for_update(of=("self",)))
    access.require(by, rule, membership)
    if name not in ("pause", "resume", "resign", "remove"):
        raise Refused(_("This is none of the choices."))
    if name == "resume" and not minors.may_take_part(Person.objects.get(pk=by.pk)):
        raise Refused(_("You cannot take part yet: your age or somebody’s consent is still missing."))
    if name == "resume" and not membership.council.bands and minors.is_minor(by):
        raise Refused(_("This council is for adults."))
    if name == "remove" and not clean(reason):
        raise Refused(_("Say why. They read it, and those who run the council; nobody else does."))
    _take(membership, name, by, clean(reason))


def _take(membership: Membership, name: str, by: Person | str, reason: str = "") -> None:
    ends = name in ("resign", "remove", "end")
    values = {"ended_on": clock.today(), "reason": reason} if ends else {}
    MEMBERSHIP.take(membership, name, **values)
    if name == "remove":
        letters.tell_removed(membership)
    diary.note(membership, name, by=by)


def end_terms(by: str) -> int:
    """Let go of the seats whose term is over; how many."""
    over = Membership.objects.filter(state__in=HOLDING, term__ends_on__lt=clock.today())
    return sum(_end(pk, by) for pk in over.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _end(pk: int, by: str) -> bool:
    turn.take()
    membership = Membership.objects.select_related("term").filter(pk=pk, state__in=HOLDING).first()
    if membership is None:
        return False
    MEMBERSHIP.take(membership, "end", ended_on=membership.term.ends_on)
    diary.note(membership, "end", by=by)
    return True


def remind_of_ends(by: str) -> int:
    """Tell those whose term ends within two months, once for each term; how many terms."""
    today = clock.today()
    ending = Term.objects.filter(
        reminded_on=None, ends_on__gte=today, ends_on__lte=today + REMINDED_BEFORE, starts_on__lte=today
    )
    return sum(_remind(term, by) for term in ending.select_related("council").order_by("pk"))


@transaction.atomic
def _remind(term: Term, by: str) -> bool:
    turn.take()
    if not Term.objects.filter(pk=term.pk, reminded_on=None).update(reminded_on=clock.today()):
        return False
    for membership in term.memberships.filter(state__in=HOLDING).select_related("person", "council"):
        letters.tell_end(membership)
    diary.note(term.council, "reminded_of_end", by=by, body={"term": term.number})
    return True


def leave(person: Person) -> None:
    """Their seat becomes free, and nothing of them stays with it."""
    turn.take()
    for membership in Membership.objects.filter(person=person, state__in=HOLDING):
        MEMBERSHIP.take(membership, "resign", ended_on=clock.today())
    Membership.objects.filter(person=person).update(shown_name="", is_public=False, reason="")


def stop_taking_part(person: Person) -> None:
    """A consent was taken back, or an age is no longer sure: they rest at once, and may come back."""
    turn.take()
    for membership in Membership.objects.filter(person=person, state="active"):
        MEMBERSHIP.take(membership, "pause")
        diary.note(membership, "pause", by="participation")
