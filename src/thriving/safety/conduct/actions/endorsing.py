"""What follows a ballot: the Board endorses, with its proof; it comes in force; every year it is reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, files
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean, is_page
from thriving.movement.models import Person
from thriving.movement.spelling import line
from thriving.safety.conduct import moments, naming, sealing
from thriving.safety.conduct.actions.consulting import words_problems
from thriving.safety.conduct.actions.holding import hold, require
from thriving.safety.conduct.actions.writing import LONGEST_NOTE
from thriving.safety.conduct.models import Endorsement, Review, Version
from thriving.safety.conduct.states import HELD, IN_FORCE, VERSION

A_YEAR = timedelta(days=365)
LARGEST_DOCUMENT = 20 * 1024 * 1024  # bytes
KINDS = ("pdf", "png", "jpeg")


@dataclass(frozen=True)
class Proof:
    """What the Board decided, and where all can look: a page by its address, or a document kept here."""

    body: str
    title: str
    decided_on: date
    address: str = ""
    document: File[bytes] | None = None


def problems(said: Proof) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with a proof: the field, and the sentence for who can mend it."""
    if not line(said.body):
        yield "body", _("Say who decided it.")
    if not line(said.title):
        yield "title", _("Say what the decision is called.")
    if bool(said.document) == bool(said.address):
        yield "document", _("Give a document, or the address of a page: one of the two.")
    if said.address and not is_page(said.address):
        yield "address", _("This is no address of a page: it starts with https://.")
    if said.decided_on > clock.today():
        yield "decided_on", _("This day has not come yet.")


@transaction.atomic
def endorse(version: Version, said: Proof, *, by: Person) -> None:
    """By whoever speaks for the Board, and never by who froze the text."""
    access.require(by, "endorse_code", version)
    version = hold(version)
    require(*(sentence for _field, sentence in problems(said)))
    counted = version.ballot.closed_at
    if counted and said.decided_on < counted.date():
        raise Refused(_("The Board cannot endorse a text before it was ratified."))
    stored = files.store(said.document, by=by, kinds=KINDS, limit=LARGEST_DOCUMENT) if said.document else None
    VERSION.take(version, "endorse")
    Endorsement.objects.create(
        version=version,
        body=line(said.body),
        title=line(said.title),
        decided_on=said.decided_on,
        address=said.address,
        document=stored.key if stored else "",
        sha256=stored.sha256 if stored else "",
        endorsed=version.seals[version.binding],
        recorded_at=clock.now(),
        recorded_by=by.key,
    )
    moments.settle_all(version.code, by)
    diary.note(
        version, "endorsed", by=by, body={"sha256": stored.sha256 if stored else "", "page": said.address}
    )


@transaction.atomic
def take_effect(version: Version, *, by: Person) -> None:
    """From today on it holds, and what held before does so no longer; in the same moment."""
    access.require(by, "keep_code_version", version)
    version = hold(version)
    if sealing.troubles(version):
        raise Refused(_("This is not the text that was frozen: it cannot come in force."))
    if version.code.versions.filter(number__gt=version.number, state__in=HELD).exists():
        raise Refused(_("A newer version was in force already: what is older does not come back."))
    today = clock.today()
    for before in version.code.versions.select_for_update(of=("self",)).filter(state=IN_FORCE):
        VERSION.take(before, "supersede", superseded_on=today)
        diary.note(before, "superseded", by=by)
    VERSION.take(version, "take_effect", in_force_on=today, review_due_on=today + A_YEAR)
    moments.settle_all(version.code, by)
    diary.note(version, "took_effect", by=by)


@transaction.atomic
def review(version: Version, words: str, *, language: str, by: Person) -> Review:
    """It was looked at and stays as it is, for another year. What should change becomes a new version."""
    access.require(by, "review_code", version)
    version, words = hold(version), clean(words)
    require(*words_problems(words, LONGEST_NOTE))
    naming.require_no_names(version, words)
    version.review_due_on = clock.today() + A_YEAR
    version.save(update_fields=["review_due_on"])
    made = Review.objects.create(
        version=version, on=clock.today(), language=language, words=words, reviewed_by=by.key
    )
    diary.note(version, "reviewed", by=by)
    return made
