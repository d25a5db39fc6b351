"""Places at an event: taken, waited for in order, given back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.groups import known_countries, known_languages
from thriving.movement.models import Person, new_key
from thriving.movement.spelling import line
from thriving.programs.events import codes, letters
from thriving.programs.events.actions import consent, subjects
from thriving.programs.events.actions.event import hold
from thriving.programs.events.actions.measuring import drop_sums
from thriving.programs.events.actions.rehearsing import done_alike
from thriving.programs.events.actions.standing import standings
from thriving.programs.events.asked import questionnaire_of
from thriving.programs.events.facts import contributed, participation
from thriving.programs.events.models import Admission, ComesAs, Event, Registration, WikiName
from thriving.programs.events.queries.places import is_protected, tracks_contributions
from thriving.programs.events.queries.registration import has_room, waiting
from thriving.programs.events.states.event import AHEAD
from thriving.programs.events.states.registration import COMING, REGISTRATION, WAITING, WITHDRAWN
from thriving.questions import actions as questions

LONGEST_NAME = 150
LONGEST_WIKI_NAME = 255


@dataclass(frozen=True)
class Wishes:
    """What somebody says of themselves and of what may be done with it. Nothing of it has to be said."""

    language: str = "en"
    is_public: bool = False
    may_measure: bool = False
    wiki_name: str = ""
    comes_as: str = ""
    country: str = ""
    # Without an account:
    name: str = ""
    email: str = ""
    says_new: bool = False


def problems(said: Wishes) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with it: the field, and the sentence for who can mend it."""
    if len(line(said.name)) > LONGEST_NAME:
        yield "name", _("A name has at most %(count)d characters.") % {"count": LONGEST_NAME}
    if len(line(said.wiki_name)) > LONGEST_WIKI_NAME:
        yield "wiki_name", _("A user name has at most %(count)d characters.") % {"count": LONGEST_WIKI_NAME}
    if said.email and not is_mail(said.email):
        yield "email", _("This is no mail address.")
    if said.language not in known_languages([said.language]):
        yield (
            "language",
            _("“%(code)s” is not the code of a language, such as sw.") % {"code": said.language[:40]},
        )
    if said.country and said.country not in known_countries([said.country]):
        sentence = _("“%(code)s” is not the code of a country, such as GH.")
        yield "country", sentence % {"code": said.country[:40]}
    if said.comes_as not in ComesAs:
        yield "comes_as", _("This is none of the choices.")
    if said.may_measure and not line(said.wiki_name):
        yield "wiki_name", _("To measure what you do, we need your user name on the wikis.")


def is_mail(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


@transaction.atomic
def register(event: Event, said: Wishes, *, by: Person) -> Registration:
    """A place if there is one, else the end of the waiting list. Who is registered stays as they are."""
    _require_sound(said)
    hold(event)
    _require_not_taken_off(event, by)
    found = event.registrations.filter(person=by).first() or _theirs_by_key(event, by)
    if found and (found.is_coming or found.attended_on):
        return found
    registration = _enter(event, found, said, by, room=require_open(event))
    letters.registered(registration)
    return registration


@transaction.atomic
def register_without_account(event: Event, said: Wishes) -> Registration:
    """The same for whoever has no account. A known address is written to, and nothing else happens.

    Whether anybody can register is asked before, and whatever is done for a new address is done for a known
    one too and taken back: else a refusal, or the time that it takes, would tell one from the other.
    """
    _require_sound(said)
    hold(event)
    room = require_open(event)
    found = _with_address(event, said.email)
    if found and (found.removed_at or found.is_coming):
        is_told = letters.removed(found) if found.removed_at else letters.already_registered(found)
        nobody = replace(said, email=f"{new_key()}@invalid")
        with done_alike(kept=False):
            made = _enter(event, None, nobody, room=room)
            if not is_told:
                letters.registered(made)
        return found
    with done_alike(kept=True):
        made = _enter(event, found, said, room=room)
        letters.registered(made)
    return made


@transaction.atomic
def withdraw(registration: Registration, *, by: Actor | None) -> None:
    """Give the place back; the first who waits gets it."""
    event = registration.event
    hold(event)
    registration.refresh_from_db()
    if registration.attended_on:
        raise Refused(_("You were there: there is no place to give back any more."))
    REGISTRATION.take(registration, "withdraw", is_public=False, may_measure=False)
    consent.take_back(registration)
    promote(event, by=by or "")
    diary.note(registration, "withdrawn", by=by)


@transaction.atomic
def promote(event: Event, *, by: Actor) -> int:
    """Give the places that are free to those who wait, in their order; how many."""
    if event.state not in AHEAD or event.standing not in AHEAD:
        return 0
    given = 0
    while has_room(event) and (first := waiting(event).select_related("person").first()):
        REGISTRATION.take(first, "place")
        first.event = event
        letters.placed(first)
        diary.note(first, "placed", by=by)
        given += 1
    return given


def promote_everywhere() -> int:
    """Where somebody left the site, nobody gave their place back by hand."""
    waited_for = Event.objects.filter(state__in=AHEAD, registrations__state=WAITING).distinct()
    return sum(_promote(event) for event in waited_for.order_by("pk"))


@transaction.atomic
def _promote(event: Event) -> int:
    hold(event)
    return promote(event, by="thriving work")


@transaction.atomic
def wish_otherwise(registration: Registration, said: Wishes, *, by: Actor | None) -> None:
    """Say anew what others may read and what may be measured; their place stays what it is."""
    _require_sound(said)
    registration.refresh_from_db(from_queryset=Registration.objects.select_for_update())
    if registration.state == WITHDRAWN:
        raise Refused(_("You are no longer registered: register anew."))
    was_measured = registration.may_measure
    _write(registration, said)
    registration.save()
    if was_measured and not registration.may_measure:
        drop_sums([registration])
    _name_on_wikis(registration, said)
    participation.tell([registration], by=by or "")
    diary.note(registration, "changed", by=by)


@transaction.atomic
def stop_measuring(registration: Registration, *, by: Actor) -> None:
    """All that can still be taken back of a registration whose name is deleted."""
    registration.refresh_from_db(from_queryset=Registration.objects.select_for_update())
    registration.may_measure = False
    registration.save(update_fields=["may_measure"])
    consent.take_back(registration)
    diary.note(registration, "changed", by=by)


@transaction.atomic
def join(registration: Registration, *, to: Person) -> None:
    """What was registered without an account becomes theirs, and so does what was counted of it."""
    event = registration.event
    hold(event)
    registration.refresh_from_db(from_queryset=Registration.objects.select_for_update())
    if registration.person_id:
        raise Refused(_("It belongs to an account already."))
    if _own(event).exclude(pk=registration.pk).filter(Q(person=to) | Q(subject=to.key)).exists():
        raise Refused(_("You are registered with your account too: give one of the two places back first."))
    if asked := questionnaire_of(event):
        questions.hand_over(asked, registration.uid, to=to)
    registration.person, registration.subject = to, to.key
    registration.name = registration.email = ""
    registration.origin = Registration.Origin.ACCOUNT
    if registration.attended_on:  # who seemed new may have come before, with the account
        registration.standing = standings([registration])[registration.uid]
    registration.save()
    participation.tell([registration], by=to)
    contributed.settle(event, by=to, why="joined to an account")
    diary.note(registration, "joined", by=to)


def draw_code(event: Event) -> str:
    """One that nobody at this event has."""
    code = codes.new_code()
    while event.registrations.filter(code=code).exists():
        code = codes.new_code()
    return code


def next_number(event: Event) -> int:
    return (event.registrations.aggregate(last=Max("number"))["last"] or 0) + 1


def closed_because(event: Event) -> str:
    """Why nobody can register now; nothing where one can. Whether there is room is asked apart."""
    if event.state not in AHEAD or event.standing not in AHEAD:
        return (
            _("Nobody can register for it any more.") if event.published_at else _("It is not announced yet.")
        )
    admission = Admission.objects.filter(event=event).first()
    if admission and not admission.is_open:
        return _("Its organizers have closed the registration.")
    if admission and admission.closes_at and admission.closes_at <= clock.now():
        return _("The time to register is over.")
    return ""


def _enter(
    event: Event,
    found: Registration | None,
    said: Wishes,
    person: Person | None = None,
    *,
    room: bool,
) -> Registration:
    new = _new(event, person, said)  # also where it is not needed: the time would tell who comes back
    registration = found or new
    _write(registration, said)
    stand_in_line(registration, again=found is not None, room=room)
    _name_on_wikis(registration, said)
    diary.note(registration, "registered", by=person)
    registration.was_made_now = True
    return registration


def require_open(event: Event) -> bool:
    """Whether there is room; refuses where there is no waiting list either."""
    if sentence := closed_because(event):
        raise Refused(sentence)
    room = has_room(event)
    if not room and not event.waiting_list:
        raise Refused(_("All places are taken, and there is no waiting list."))
    return room


def _new(event: Event, person: Person | None, said: Wishes) -> Registration:
    mail, name = said.email.strip().lower(), line(said.wiki_name) if said.may_measure else ""
    return Registration(
        event=event,
        origin=Registration.Origin.ACCOUNT if person else Registration.Origin.LINK,
        person=person,
        subject=person.key if person else subjects.of_stranger(event, email=mail, wiki_name=name),
        code=draw_code(event),
        registered_at=clock.now(),
    )


def stand_in_line(registration: Registration, *, again: bool, room: bool) -> None:
    registration.number = next_number(registration.event)
    registration.registered_at = clock.now()
    if not again:
        registration.save(force_insert=True)
    else:
        registration.save()
        REGISTRATION.take(registration, "register_again")
    if room:
        REGISTRATION.take(registration, "place")


def _write(registration: Registration, said: Wishes) -> None:
    """Where taking part is dangerous nobody is shown, and what they do is not looked at."""
    event, by_account = registration.event, registration.person_id is not None
    registration.name = "" if by_account else line(said.name)
    registration.email = "" if by_account else said.email.strip().lower()
    registration.language, registration.country = said.language, said.country
    registration.comes_as, registration.says_new = said.comes_as, said.says_new
    protected = is_protected(event, *countries_of(registration))
    registration.is_public = said.is_public and not protected
    registration.may_measure = said.may_measure and tracks_contributions(event, protected=protected)


def _name_on_wikis(registration: Registration, said: Wishes) -> None:
    """Kept only as long as its owner agrees to be measured."""
    if not registration.may_measure:
        consent.take_back(registration)
        return
    consent.agree(registration, line(said.wiki_name))
    WikiName.objects.update_or_create(
        registration=registration, defaults={"name": line(said.wiki_name), "noted_at": clock.now()}
    )


def countries_of(registration: Registration) -> set[str]:
    """Where somebody lives, as far as they told it: of that country nothing is asked that can harm them."""
    person = registration.person
    return {registration.country, (person and person.country_id) or ""}


def _require_not_taken_off(event: Event, person: Person) -> None:
    """By the account, or by its mail address, which somebody may have given without the account."""
    theirs = Q(person=person) | Q(subject=person.key)
    if person.email:
        theirs |= Q(email=person.email.lower())
    if event.registrations.filter(theirs, removed_at__isnull=False).exists():
        raise Refused(_("The organizers have taken your registration off. Ask them if that was a mistake."))


def _theirs_by_key(event: Event, person: Person) -> Registration | None:
    """Not what a list said of them: organizers would read there whose user name that is."""
    return _own(event).filter(subject=person.key).first()


def _own(event: Event) -> QuerySet[Registration]:
    return event.registrations.exclude(origin=Registration.Origin.LIST)


def _with_address(event: Event, email: str) -> Registration | None:
    address = email.strip().lower()
    if not address:
        return None
    stays = Q(state__in=COMING) | Q(removed_at__isnull=False)
    known = event.registrations.filter(Q(email=address) | (Q(person__email__iexact=address) & stays))
    # What organizers took off goes before all, and what its owner gave back comes last.
    by_weight = sorted(
        known.select_related("person"),
        key=lambda each: (not each.removed_at, not each.is_coming, each.number),
    )
    return by_weight[0] if by_weight else None


def _require_sound(said: Wishes) -> None:
    if found := [sentence for _field, sentence in problems(said)]:
        raise Refused(" ".join(dict.fromkeys(found)))
