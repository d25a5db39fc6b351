"""A council is started, described, given its owners and its charter; then it begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.kernel.words import Words
from thriving.movement import ages
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import KEY, clean, clean_texts, clean_words, key_problem, set_all
from thriving.movement.models import Person
from thriving.movement.queries import minors
from thriving.movement.spelling import line
from thriving.programs.councils import moments
from thriving.programs.councils.models import Charter, Council, Owner
from thriving.programs.councils.queries.councils import has_minors
from thriving.programs.councils.queries.preparing import key_results_led
from thriving.programs.councils.queries.two_adults import beside_minors, minors_are_expected
from thriving.programs.councils.states.council import COUNCIL

LONGEST_TITLE, LONGEST_TEXT, LONGEST_CHARTER = 150, 3_000, 40_000
LONGEST_CONTACT = 200
MOST_OWNERS, MOST_TERMS = 10, 10


@dataclass(frozen=True)
class Described:
    """A council as its owners describe it. Whoever describes it anew says all of it."""

    title: Words
    purpose: Words
    serves: str = ""
    bands: tuple[str, ...] = ()
    safeguarding_contact: str = ""
    most_terms: int = 2

    def cleaned(self) -> dict[str, Any]:
        chosen = [band for band in ages.bands() if band.key in self.bands]
        return {
            "title": clean_words(self.title),
            "purpose": clean_texts(self.purpose),
            "serves": self.serves.strip(),
            "bands": [band.key for band in chosen],
            "takes_minors": any(band.of_minors for band in chosen),
            "safeguarding_contact": line(self.safeguarding_contact),
            "most_terms": self.most_terms,
        }


def problems(said: Described) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with a description: the field, and the sentence for who can mend it."""
    if not clean_words(said.title):
        yield "title", _("A council needs a title.")
    if any(len(title) > LONGEST_TITLE for title in said.title.values()):
        yield "title", _("A title has at most %(count)d characters.") % {"count": LONGEST_TITLE}
    if any(len(text) > LONGEST_TEXT for text in said.purpose.values()):
        yield "purpose", _("This text has at most %(count)d characters.") % {"count": LONGEST_TEXT}
    if said.serves and not KEY.fullmatch(said.serves):
        yield "serves", _("“%(key)s” is not the key of a key result.") % {"key": said.serves[:60]}
    if any(ages.band(band) is None for band in said.bands):
        yield "bands", _("This is none of the choices.")
    if not line(said.safeguarding_contact) or len(said.safeguarding_contact) > LONGEST_CONTACT:
        yield "safeguarding_contact", _("Say in one line whom to turn to when somebody is not safe.")
    if not 1 <= said.most_terms <= MOST_TERMS:
        yield "most_terms", _("From one term in a row to ten.")


@transaction.atomic
def start_council(said: Described, *, key: str, by: Person, sample: bool = False) -> Council:
    """Whoever starts it answers for it, until they name others."""
    turn.take()
    access.require_holds(by, "start_council")
    _require_sound(said)
    if sentence := key_problem(key):
        raise Refused(sentence)
    if Council.objects.filter(key=key).exists():
        raise Refused(_("There is a council under this address already."))
    _require_led(said.serves, by)
    council = Council.objects.create(key=key, sample=sample, **said.cleaned())
    require_cleared(council, by)
    Owner.objects.create(council=council, person=by, named_at=clock.now())
    diary.note(council, "started", by=by)
    return council


@transaction.atomic
def describe(council: Council, said: Described, *, by: Person) -> None:
    """Neither does an owner end the need to be cleared while minors are there, nor begin it uncleared."""
    begin(council, by)
    _require_sound(said)
    if said.serves != council.serves:
        _require_led(said.serves, by)
    require_cleared(council, by)
    told = said.cleaned()
    if not told["takes_minors"] and minors_are_expected(council):
        raise Refused(
            _(
                "As long as minors sit on this council, stand for it or can still stand for it, it stays "
                "open to their age."
            )
        )
    if changed := set_all(council, told):
        council.save(update_fields=changed)
        diary.note(council, "described", by=by, body={"changed": changed})
    if "takes_minors" in changed:
        for each in {by, *beside_minors(council)}:
            require_cleared(council, each)


def _require_led(serves: str, by: Person) -> None:
    if serves and serves not in key_results_led(by):
        raise Refused(_("Only who leads this key result says that a council serves it."))


@transaction.atomic
def name_owner(council: Council, person: Person, *, by: Person) -> None:
    begin(council, by)
    if not access.holds(person, "own_council"):
        raise Refused(_("Only program leads and organizers answer for a council."))
    if council.owners.count() >= MOST_OWNERS:
        raise Refused(_("At most %(count)d people answer for a council.") % {"count": MOST_OWNERS})
    require_cleared(council, person)
    _owner, is_new = Owner.objects.get_or_create(
        council=council, person=person, defaults={"named_at": clock.now()}
    )
    if is_new:
        diary.note(council, "named_owner", by=by, body={"person": person.key})


@transaction.atomic
def release_owner(owner: Owner, *, by: Person) -> None:
    """Everybody may step back themselves; the last one names another first."""
    council, person = owner.council, owner.person
    begin(council, by)
    if not council.owners.exclude(pk=owner.pk).filter(person__is_active=True).exists():
        raise Refused(_("Name somebody else first: a council always has somebody who answers for it."))
    owner.delete()
    diary.note(council, "released_owner", by=by, body={"person": person.key})


@transaction.atomic
def adopt_charter(council: Council, text: str, *, by: Person, why: str = "", language: str = "en") -> Charter:
    """A version of its own each time; the earlier ones stay to be read."""
    begin(council, by)
    text = clean(text)
    if not text or len(text) > LONGEST_CHARTER:
        raise Refused(_("A charter has between one character and %(count)d.") % {"count": LONGEST_CHARTER})
    last = council.charters.aggregate(last=Max("number"))["last"] or 0
    if last and not clean(why):
        raise Refused(_("Say in a few words what is new since the last version."))
    charter = Charter.objects.create(
        council=council,
        number=last + 1,
        language=language,
        text=text,
        digest=digest_of(text),
        why=clean(why),
        adopted_at=clock.now(),
        adopted_by=by.key,
    )
    moments.settle_all(council, by)
    diary.note(council, "adopted_charter", by=by, body={"number": charter.number, "sha256": charter.digest})
    return charter


@transaction.atomic
def move(council: Council, name: str, *, by: Person) -> None:
    begin(council, by)
    COUNCIL.take(council, name, **({"began_on": clock.today()} if name == "begin" else {}))
    moments.settle_all(council, by)
    diary.note(council, name, by=by)


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def require_cleared(council: Council, person: Person) -> None:
    """Where minors sit, the adults beside them were checked."""
    if has_minors(council) and not minors.is_cleared(person):
        raise Refused(
            _(
                "Minors may sit on this council. Whoever works with them needs a valid clearance, which "
                "a safeguarding officer gives."
            )
        )


def begin(council: Council, by: Person) -> None:
    """The turn before any lock of a row, then the council as it is now."""
    turn.take()
    council.refresh_from_db(from_queryset=Council.objects.select_for_update(of=("self",)))
    access.require(by, "run_council", council)


def _require_sound(said: Described) -> None:
    if found := [sentence for _field, sentence in problems(said)]:
        raise Refused(" ".join(found))
