"""A guardian's consent: asked for by a private link, and given, refused or taken back by one. No account."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import access, clock, diary, outbox
from thriving.kernel.models import Mail
from thriving.kernel.registry import Registry
from thriving.movement import consenting, hearers
from thriving.movement.actions.actor import Actor, Refused
from thriving.movement.actions.last_operator import require_another
from thriving.movement.models import Consent, ConsentBy, ConsentState, LostLink, Person
from thriving.movement.personal import forgetting
from thriving.movement.queries import minors, roles
from thriving.movement.roles import SAFEGUARDING_OFFICER

GOOD_FOR = timedelta(days=14)  # a link that asks
GOOD_AFTER = timedelta(days=30)  # that of a consent that was taken back: deletion can still be asked for
TRIES, WITHIN = 3, timedelta(days=1)  # letters that one minor may have written to addresses they name
LETTERS = "guardian"  # what the keys of letters to guardians begin with
GUARDIAN = "guardian"  # what the diary calls them

outbox.declare(
    "guardians",
    gettext_lazy("Consent of guardians"),
    gettext_lazy("To parents and guardians, who have no account. These always go."),
    always=True,
)

# Who else may name the guardian of a minor: packages above say, such as of whoever nominated them.
Allows = Callable[[Person, Person], bool]  # who asks, for whom
others_who_may_ask = Registry[Allows]("who may name a guardian")

# Whose mailbox does not answer for a minor: packages above add whoever decides about them.
Barred = Callable[[Person], QuerySet[Person]]
not_guardians = Registry[Barred]("who does not answer as a guardian")
not_guardians.add("minors", lambda _minor: Person.objects.filter(shielded=True))
not_guardians.add("officers", lambda _minor: roles.holding(SAFEGUARDING_OFFICER))


@dataclass(frozen=True)
class Guardian:
    """Whom a letter goes to. ``key`` is the consent's: the outbox keeps no digest of the address."""

    email: str
    language: str
    key: str


@transaction.atomic
def ask(person: Person, *, address: str, language: str, by: Actor) -> Consent:
    """Write to a guardian. Until they agree, the minor can do nothing in a council."""
    _require_may_ask(person, by)
    Person.objects.select_for_update().get(pk=person.pk)  # two at once would both find that none is open
    _refuse_asking(person)
    _refuse_address(address, person, by)
    _refuse_language(language)
    _close(Consent.objects.filter(person=person, by=ConsentBy.GUARDIAN, state=ConsentState.ASKED))
    ticket = _new_ticket()
    consent = Consent.objects.create(
        person=person,
        by=ConsentBy.GUARDIAN,
        address=address,
        language=language,
        link=digest_of(ticket),
        link_until=clock.now() + GOOD_FOR,
        asked_at=clock.now(),
    )
    _write_to_ask(consent, ticket)
    diary.note(person, "asked_guardian", by=by)
    return consent


def opened_by(ticket: str, consents: QuerySet[Consent] | None = None) -> Consent | None:
    """What a private link opens: once decided, only the link in the letter that tells of it."""
    found = (Consent.objects.all() if consents is None else consents).filter(link=digest_of(ticket)).first()
    if found and found.link_until and found.link_until <= clock.now():
        return None
    return found


@transaction.atomic
def agree(ticket: str, *, version: str, language: str) -> Consent | None:
    """``None``: the link is no longer good. What they agree to is what they were shown, in a language."""
    consent = _to_decide(ticket)
    if consent is None:
        return None
    if version != consenting.CURRENT.version:
        raise Refused(_("The words have changed since you opened this page. Read them again."))
    _refuse_mailbox(consent)
    address, ticket = consent.address, _new_ticket()
    consent.state, consent.decided_on, consent.language = ConsentState.GIVEN, clock.today(), language
    consent.version, consent.digest = version, consenting.CURRENT.digest(language)
    consent.link, consent.link_until = digest_of(ticket), None
    consent.address, consent.address_digest = "", digest_of_address(address)
    consent.save()
    # An earlier guardian asks for nothing any more: somebody else answers for them now.
    earlier = Consent.objects.filter(person=consent.person, by=ConsentBy.GUARDIAN)
    earlier.exclude(pk=consent.pk).update(link=None)
    outbox.forget(LETTERS, [consent.key])
    _write_how_to_take_back(consent, Guardian(address, consent.language, consent.key), ticket)
    _tell(consent, "guardian_agreed")
    return consent


@transaction.atomic
def refuse(ticket: str) -> Consent | None:
    consent = _to_decide(ticket)
    if consent is None:
        return None
    consent.state, consent.decided_on = ConsentState.REFUSED, clock.today()
    consent.address, consent.link = "", None
    consent.save()
    outbox.forget(LETTERS, [consent.key])
    _tell(consent, "guardian_refused")
    return consent


@transaction.atomic
def take_back(ticket: str, *, delete: bool = False) -> Consent | None:
    """At once. ``delete``: and all that is known of the minor is to go; a safeguarding officer sees to it."""
    consent = opened_by(ticket, Consent.objects.select_for_update())
    if consent is None or consent.state not in (ConsentState.GIVEN, ConsentState.WITHDRAWN):
        return None
    was_given = consent.state == ConsentState.GIVEN
    if was_given:
        consent.state, consent.ended_on = ConsentState.WITHDRAWN, clock.today()
        consent.address_digest = ""
        consent.link_until = clock.now() + GOOD_AFTER
    if delete:
        consent.deletion_asked_on = consent.deletion_asked_on or clock.today()
    consent.save()
    if was_given:
        _tell(consent, "guardian_took_consent_back")
        hearers.tell_participation(consent.person)
    return consent


@transaction.atomic
def delete_account(person: Person, *, by: Person) -> None:
    """As their guardian asked. Everything that is known of them goes, as when they leave by themselves."""
    access.require(by, "confirm_age", person)
    if not Consent.objects.filter(person=person, deletion_asked_on__isnull=False).exists():
        raise Refused(_("No guardian has asked for this."))
    require_another(person)
    forgetting.forget(person, by=by, why=_("A guardian asked for it."))


def ask_again(address: str) -> None:
    """Whoever agreed, and lost the letter that says how to take it back, gets another one by the worker."""
    LostLink.objects.create(address=address.strip(), at=clock.now())


def write_to_who_lost_links() -> None:
    """The worker's part. Each letter makes the links of earlier ones useless."""
    for lost in LostLink.objects.order_by("pk"):
        with transaction.atomic():
            theirs = Consent.objects.filter(address_digest=digest_of_address(lost.address))
            for consent in theirs.filter(state=ConsentState.GIVEN).select_for_update():
                consent.link = digest_of(ticket := _new_ticket())
                consent.save(update_fields=["link"])
                to = Guardian(lost.address, consent.language, consent.key)
                _write_how_to_take_back(consent, to, ticket)
            lost.delete()


def forget_letters() -> int:
    """Letters to guardians that have left: nobody's address is kept for having once been written to."""
    return Mail.objects.filter(key__startswith=f"{LETTERS}:", state=Mail.State.SENT).delete()[0]


@transaction.atomic
def expire() -> int:
    """Links that nobody used: the addresses go with them."""
    late = Consent.objects.filter(state=ConsentState.ASKED, link_until__lte=clock.now())
    return _close(late)


def digest_of(ticket: str) -> str:
    """A ticket is 256 random bits: nobody finds it by trying, with its digest or without."""
    return sha256(ticket.encode()).hexdigest()


def digest_of_address(address: str) -> str:
    """Keyed: addresses can be guessed, so a thief of the database alone must learn nothing from it."""
    plain = address.strip().casefold()
    return salted_hmac("thriving.movement.guardians", plain, algorithm="sha256").hexdigest()


def _new_ticket() -> str:
    return secrets.token_urlsafe(32)


def _to_decide(ticket: str) -> Consent | None:
    consent = opened_by(ticket, Consent.objects.select_for_update())
    return consent if consent and consent.state == ConsentState.ASKED else None


def _close(consents: QuerySet[Consent]) -> int:
    outbox.forget(LETTERS, list(consents.values_list("key", flat=True)))
    return consents.update(state=ConsentState.EXPIRED, address="", link=None, ended_on=clock.today())


def _require_may_ask(person: Person, by: Actor) -> None:
    if isinstance(by, str) or access.may(by, "ask_guardian", person):
        return
    if not any(allows(by, person) for allows in others_who_may_ask.values()):
        raise PermissionDenied("ask_guardian")


def _refuse_asking(person: Person) -> None:
    age = minors.age_of(person)
    if age is None or not age.of_a_minor:
        raise Refused(_("Say first between which ages they are."))
    if not minors.needs_guardian(age):
        raise Refused(_("Nobody else has to agree: at this age they decide for themselves."))
    if minors.has_agreed(person, ConsentBy.GUARDIAN):
        raise Refused(_("A guardian has agreed already."))
    recent = Consent.objects.filter(person=person, by=ConsentBy.GUARDIAN, asked_at__gt=clock.now() - WITHIN)
    if recent.count() >= TRIES:
        raise Refused(_("That were enough letters for a day. Try again tomorrow."))


def _refuse_address(address: str, *askers: Actor) -> None:
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise Refused(_("This is not a mail address. Look for a letter too many or too few.")) from wrong
    own = [each.pk for each in askers if isinstance(each, Person)]
    if minors.reached_at(address).filter(pk__in=own).exists():
        raise Refused(_("This is your own address. Give the one of a parent or guardian."))


def _refuse_mailbox(consent: Consent) -> None:
    """Said to who reads that mailbox, and not to who names it: they would learn whose an address is."""
    readers = minors.reached_at(consent.address)
    if any(readers.filter(pk__in=barred(consent.person)).exists() for barred in not_guardians.values()):
        raise Refused(
            _(
                "This mail address belongs to a young person, or to somebody who proposed them or decides "
                "about them here. They have to name the address of another parent or guardian."
            )
        )


def _refuse_language(language: str) -> None:
    if language not in dict(settings.LANGUAGES):
        raise Refused(_("Choose one of the languages of this site."))


def _tell(consent: Consent, verb: str) -> None:
    """In the diary, and to the minor: by a letter that says nothing of what."""
    outbox.send(
        to=consent.person,
        subject=gettext_lazy("Something was decided"),
        text=_letter(
            gettext_lazy("Something that waited for somebody else was decided. See it here:"),
            outbox.address_of("movement:my_age"),
        ),
        key=f"consent:{consent.key}:{consent.state}",
        kind="work",
    )
    diary.note(consent.person, verb, by=GUARDIAN)


def _write_to_ask(consent: Consent, ticket: str) -> None:
    outbox.send(
        to=Guardian(consent.address, consent.language, consent.key),
        subject=gettext_lazy("Somebody asks for your consent"),
        text=_letter(
            gettext_lazy(
                "A young person named you as their parent or guardian. This page says what they ask, and "
                "you answer there, without an account. The link is yours alone, for two weeks and one answer:"
            ),
            _link(ticket),
            gettext_lazy("Do you know nobody who would ask? Then do nothing: your address is deleted."),
        ),
        key=f"{LETTERS}:{consent.key}:asked",
        kind="guardians",
    )


def _write_how_to_take_back(consent: Consent, to: Guardian, ticket: str) -> None:
    outbox.send(
        to=to,
        subject=gettext_lazy("What you agreed to"),
        text=_letter(
            gettext_lazy(
                "Thank you. Keep this letter: by this link, which is yours alone, you can read what you "
                "agreed to, take it back, or ask that everything is deleted:"
            ),
            _link(ticket),
            gettext_lazy("We have deleted your address."),
        ),
        key=f"{LETTERS}:{consent.key}:agreed:{digest_of(ticket)[:8]}",
        kind="guardians",
    )


def _link(ticket: str) -> str:
    return f"{outbox.address_of('movement:guardian')}?ticket={ticket}"


def _letter(*parts: str | Promise) -> str | Promise:
    return format_lazy("\n\n".join(["{}"] * len(parts)) + "\n", *parts)
