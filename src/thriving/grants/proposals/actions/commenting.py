"""What people say of a proposal on its page."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thriving.grants.proposals.models import Comment, Proposal
from thriving.kernel import access, clock, diary
from thriving.kernel.words import FALLBACK
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person

LONGEST_COMMENT, MOST_A_DAY = 3_000, 20


@transaction.atomic
def comment(proposal: Proposal, words: str, *, by: Person) -> Comment:
    access.require(by, "comment_proposal", proposal)
    said = clean(words)
    if not said:
        raise Refused(_("Nothing is written yet."))
    if len(said) > LONGEST_COMMENT:
        raise Refused(_("This text has at most %(count)d characters.") % {"count": LONGEST_COMMENT})
    if Comment.objects.filter(by=by, at__date=clock.today()).count() >= MOST_A_DAY:
        raise Refused(_("That are many comments for a day. Go on tomorrow."))
    made = Comment.objects.create(
        proposal=proposal,
        by=by,
        author=by.key,
        words=said,
        language=get_language() or FALLBACK,
        at=clock.now(),
    )
    diary.note(made, "said", by=by)
    return made


@transaction.atomic
def take_back(said: Comment, *, by: Person, why: str = "") -> None:
    """By who said it, or by an officer where it hurts somebody: its words are deleted, its place stays."""
    rule = "withdraw_comment" if said.by_id == by.pk else "moderate_comment"
    access.require(by, rule, said)
    Comment.objects.filter(pk=said.pk, withdrawn_at=None).update(words="", withdrawn_at=clock.now())
    diary.note(said, "taken back", by=by, why=why)
