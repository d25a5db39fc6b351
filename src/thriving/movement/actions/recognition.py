"""The recognition of affiliates, move by move: each with its clock, its words and who did it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import access, clock, diary, outbox
from thriving.movement import hearers, scopes, search
from thriving.movement.actions.actor import Actor, Refused
from thriving.movement.actions.groups import clean
from thriving.movement.actions.roles import grant_role
from thriving.movement.models import Affiliate, Person, RecognitionStep, RecognitionVote
from thriving.movement.states import CLOCKS, RECOGNITION

LARGEST_VOTE = 1_000
TRIAL = timedelta(days=365)
SOON = timedelta(days=2)  # before a deadline, those who may act are written to


@dataclass(frozen=True)
class Said:
    """What is said with a move: to everybody, to those who decide, and why where a reason is owed."""

    words: str = ""
    inner: str = ""
    reason: str = ""


@transaction.atomic
def move(affiliate: Affiliate, name: str, *, by: Actor, said: Said | None = None) -> RecognitionStep:
    """Take the recognition a step on. Nobody judges what they applied for or have an office in."""
    said = said or Said()
    if not isinstance(by, str):
        access.require(by, "withdraw_application" if name == "withdraw" else "judge_affiliate", affiliate)
    due_at = _due_at(affiliate, name)
    RECOGNITION.take(affiliate, name, due_at=due_at, **_values(affiliate, name, said))
    step = enter(affiliate, name, by=by, due_at=due_at, words=said.words, inner=said.inner)
    _AFTER.get(name, _nothing)(affiliate, by)
    search.put(search.AFFILIATE, [affiliate.key], search.of_affiliates([affiliate]))
    hearers.tell([affiliate], by)
    _tell_applicant(affiliate, step)
    diary.note(affiliate, name, by=by, why=said.reason)
    return step


@transaction.atomic
def record_vote(  # noqa: PLR0913 -- each is a field of the form
    affiliate: Affiliate,
    *,
    held_on: date,
    in_favor: int,
    against: int,
    abstained: int = 0,
    note: str = "",
    by: Person,
) -> RecognitionVote:
    """Write down how the vote ended. A later record stands for a correction; earlier ones stay."""
    access.require(by, "judge_affiliate", affiliate)
    if affiliate.state != "voting":
        raise Refused(_("No vote is being held on this application."))
    _refuse_impossible(held_on, in_favor, against, abstained)
    vote = RecognitionVote.objects.create(
        affiliate=affiliate,
        held_on=held_on,
        in_favor=in_favor,
        against=against,
        abstained=abstained,
        note=clean(note),
        recorded_at=clock.now(),
        recorded_by=by.key,
    )
    diary.note(affiliate, "voted", by=by, body=vote.told())
    return vote


def enter(  # noqa: PLR0913 -- each is a column of the step
    affiliate: Affiliate,
    name: str,
    *,
    by: Actor,
    due_at: datetime | None = None,
    words: str = "",
    inner: str = "",
) -> RecognitionStep:
    """Keep account of the state that the affiliate is in from now on."""
    if affiliate.due_at != due_at:
        affiliate.due_at = due_at
        affiliate.save(update_fields=["due_at"])
    return RecognitionStep.objects.create(
        affiliate=affiliate,
        move=name,
        state=affiliate.state,
        at=clock.now(),
        due_at=due_at,
        by=by if isinstance(by, str) else by.key,
        public_words=clean(words),
        inner_words=clean(inner),
    )


def remind(affiliate: Affiliate, officers: list[Person]) -> None:
    """Write to those who may act, once when a step is due soon and once when it is late."""
    if affiliate.due_at is None or affiliate.due_at > clock.now() + SOON:
        return
    late = affiliate.overdue_since is not None
    for officer in officers:
        if access.may(officer, "judge_affiliate", affiliate):
            outbox.send(
                to=officer,
                subject=_LATE if late else _DUE,
                text=_letter(_SIGN_IN, "movement:affiliations"),
                key=f"recognition:{affiliate.pk}:{affiliate.due_at.isoformat()}:{'late' if late else 'due'}",
                kind="work",
            )


# A mailbox is open to more eyes than the page: letters name no group and no decision.
_DUE = gettext_lazy("A step of a recognition is due soon")
_LATE = gettext_lazy("A step of a recognition is overdue")
_SIGN_IN = gettext_lazy("Sign in and see what waits:")
_HOW_IT_STANDS = gettext_lazy("Sign in and see how it stands:")


def _tell_applicant(affiliate: Affiliate, step: RecognitionStep) -> None:
    if affiliate.applicant and affiliate.applicant.is_active and step.by != affiliate.applicant.key:
        outbox.send(
            to=affiliate.applicant,
            subject=gettext_lazy("Your application for recognition has moved on"),
            text=_letter(_HOW_IT_STANDS, "movement:recognition", affiliate.key),
            key=f"recognition-step:{step.pk}",
            kind="work",
        )


def _letter(sentence: Promise, page: str, *arguments: object) -> Promise:
    return format_lazy("{}\n\n{}\n", sentence, outbox.address_of(page, *arguments))


def _due_at(affiliate: Affiliate, name: str) -> datetime | None:
    target = next(move.target for move in RECOGNITION.moves if move.name == name)
    if target == "in_second_half":
        began = affiliate.steps.filter(state="on_trial").order_by("-pk").first()
        if began:  # an early check-in makes the trial no shorter
            return began.at + TRIAL
    return clock.now() + CLOCKS[target] if target in CLOCKS else None


def _values(affiliate: Affiliate, name: str, said: Said) -> dict[str, Any]:
    values: dict[str, Any] = {"reason": clean(said.reason)}
    if name == "recognize":
        values["recognized_since"] = affiliate.recognized_since or clock.today()
    return values


def _make_contact(affiliate: Affiliate, by: Actor) -> None:
    """Whoever applied answers for the affiliate from now on, until somebody else is named."""
    applicant, scope = affiliate.applicant, scopes.written("affiliate", affiliate.key)
    if applicant and applicant.is_active and scope not in applicant.scopes("affiliate_contact"):
        grant_role(applicant, "affiliate_contact", scope=scope, by=by)


def _nothing(_affiliate: Affiliate, _by: Actor) -> None:
    """Most moves have no further effect."""


_AFTER: dict[str, Callable[[Affiliate, Actor], None]] = {"begin_trial": _make_contact}


def _refuse_impossible(held_on: date, *voices: int) -> None:
    if held_on > clock.today():
        raise Refused(_("This day has not come yet."))
    if any(not 0 <= count <= LARGEST_VOTE for count in voices) or not sum(voices):
        raise Refused(_("A vote needs voices: whole numbers, not all of them 0."))
