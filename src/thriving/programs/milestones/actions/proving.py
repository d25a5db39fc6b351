"""A step is reached when something shows it; that is kept, replaced by a newer version, or taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from thriving.evidence.models import Visibility
from thriving.kernel import access, clock, diary, files, turn
from thriving.kernel.words import Words
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.groups import clean, clean_words, is_page
from thriving.movement.models import Person
from thriving.programs.milestones import facts
from thriving.programs.milestones.models import Milestone, Proof
from thriving.programs.milestones.queries import CourseStep, course_of

LONGEST_TITLE = 300
LARGEST_FILE = 20 * 1024 * 1024  # bytes
KINDS = ("pdf", "png", "jpeg", "csv", "xlsx")
VISIBILITIES = (Visibility.PUBLIC, Visibility.MEMBERS, Visibility.RESTRICTED)


@dataclass(frozen=True)
class Shown:
    """What shows that a step is reached: a document that is kept here, or the address of a page."""

    title: Words
    file: File[bytes] | None = None
    address: str = ""
    visibility: Visibility = Visibility.PUBLIC


def problems(shown: Shown, on: date) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with a proof: the field, and the sentence for who can mend it."""
    if not clean_words(shown.title):
        yield "title", _("Say what shows that the step is reached.")
    if any(len(title) > LONGEST_TITLE for title in shown.title.values()):
        yield "title", _("A title has at most %(count)d characters.") % {"count": LONGEST_TITLE}
    if bool(shown.file) == bool(shown.address):
        yield "file", _("Give a document, or the address of a page: one of the two.")
    if shown.address and not is_page(shown.address):
        yield "address", _("This is no address of a page: it starts with https://.")
    if shown.visibility not in VISIBILITIES:
        yield "visibility", _("This is none of the choices.")
    if on > clock.today():
        yield "on", _("This day has not come yet.")


@transaction.atomic
def reach(milestone: Milestone, step: str, shown: Shown, *, on: date, by: Person) -> Proof:
    """Say that a step is reached; said again, the newer version takes the place of the older."""
    access.require(by, "run_milestone", milestone)
    if found := [sentence for _field, sentence in problems(shown, on)]:
        raise Refused(" ".join(found))
    here = hold(milestone, step)
    if here.tie:
        raise Refused(_("Another record reaches this step: it is reached by itself when that comes."))
    stored = files.store(shown.file, by=by, kinds=KINDS, limit=LARGEST_FILE) if shown.file else None
    values = {
        "title": clean_words(shown.title),
        "file": stored.key if stored else "",
        "sha256": stored.sha256 if stored else "",
        "address": shown.address,
        "visibility": shown.visibility,
        "reached_on": on,
    }
    return put(milestone, here, values, by=by)


@transaction.atomic
def take_back(milestone: Milestone, step: str, *, why: str, by: Person) -> None:
    """The step is not reached after all. What showed it stays to be read, with the reason."""
    access.require(by, "run_milestone", milestone)
    here = hold(milestone, step)
    if here.tie:
        raise Refused(_("Another record reaches this step: change that record."))
    if not (why := clean(why)):
        raise Refused(_("Say why."))
    remove(here, why=why, by=by)


def hold(milestone: Milestone, step: str) -> CourseStep:
    """The step as it is now; nobody else changes the milestone until the transaction ends."""
    turn.take()
    Milestone.objects.select_for_update().get(pk=milestone.pk)
    if found := course_of(milestone).step(step):
        return found
    raise Refused(_("This milestone has no such step."))


def put(milestone: Milestone, here: CourseStep, values: dict[str, Any], *, by: Actor) -> Proof:
    proof = Proof.objects.create(
        milestone=milestone,
        step=here.key,
        version=here.proofs[0].version + 1 if here.proofs else 1,
        stated_by=_key_of(by),
        stated_at=clock.now(),
        **values,
    )
    facts.tell(proof, here.title, by)
    diary.note(milestone, "reached", by=by, body={"step": here.key, "sha256": proof.sha256})
    return proof


def remove(here: CourseStep, *, why: str, by: Actor) -> None:
    if here.proof is None:
        raise Refused(_("This step is not reached: there is nothing to take back."))
    proof = here.proof
    proof.taken_back_at, proof.taken_back_by, proof.taken_back_why = clock.now(), _key_of(by), why
    proof.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
    facts.take_back(proof, by, why)
    diary.note(proof.milestone, "taken back", by=by, why=why, body={"step": here.key})


def _key_of(by: Actor) -> str:
    return by if isinstance(by, str) else by.key
