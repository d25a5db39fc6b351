"""What proposals know of a person: what goes into their file, and what becomes of it when they leave."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.grants.proposals.models import (
    Applicant,
    Comment,
    DisclosedRole,
    InfoRequest,
    Intake,
    Proposal,
    SafetyNeeds,
    Step,
)
from thriving.movement.models import Person
from thriving.movement.personal import declare

_PROPOSAL, _WHEN = _("Proposal"), _("When")
_STAYS = _("It stays, under a random identifier that no longer leads to anybody.")
_DRAFTS = _("A draft is deleted with you; what was handed in stays, without you.")


def _needs_of(person: Person) -> list[dict[str, str]]:
    """Opened one by one: the database cannot read them."""
    mine = SafetyNeeds.objects.filter(proposal__applicant=person).select_related("proposal")
    return [{"proposal": each.proposal.key, "words": each.words} for each in mine]


def _forget_drafts(person: Person) -> None:
    """Nobody else could go on with it but those who apply too."""
    alone = Proposal.objects.filter(applicant=person, state="draft")
    alone.exclude(co_applicants__agreed_at__isnull=False).delete()


def _forget_comments(person: Person) -> None:
    Comment.objects.filter(by=person).update(by=None)


declare(
    "proposals.Proposal",
    _("Proposals that you began, or that you screen"),
    rows=lambda person: Proposal.objects.filter(Q(applicant=person) | Q(officer=person)).values(
        "key", "state", "submitted_at"
    ),
    columns={"key": _PROPOSAL, "state": _("State"), "submitted_at": _("Handed in")},
    forget=_forget_drafts,
    stays=_DRAFTS,
)
declare(
    "proposals.Applicant",
    _("Proposals in which you are asked to apply too"),
    rows=lambda person: Applicant.objects.filter(person=person).values(
        "proposal__key", "asked_at", "agreed_at"
    ),
    columns={"proposal__key": _PROPOSAL, "asked_at": _("Asked"), "agreed_at": _("Agreed")},
)
declare(
    "proposals.DisclosedRole",
    _("Roles that you disclosed in proposals"),
    rows=lambda person: DisclosedRole.objects.filter(said_by=person.key).values(
        "proposal__key", "body", "role"
    ),
    columns={"proposal__key": _PROPOSAL, "body": _("Where"), "role": _("Role")},
    stays=_STAYS,
)
declare(
    "proposals.SafetyNeeds",
    _("What your proposals say that you need to be safe"),
    rows=_needs_of,
    columns={"proposal": _PROPOSAL, "words": _("What you wrote")},
    stays=_("It stays with a proposal that was handed in, sealed."),
)
declare(
    "proposals.Comment",
    _("What you said of proposals"),
    rows=lambda person: Comment.objects.filter(author=person.key).values("proposal__key", "words", "at"),
    columns={"proposal__key": _PROPOSAL, "words": _("What you wrote"), "at": _WHEN},
    forget=_forget_comments,
    stays=_STAYS,
)
declare(
    "proposals.Step",
    _("Steps of proposals that you took"),
    rows=lambda person: Step.objects.filter(by=person.key).values(
        "proposal__key", "move", "at", "inner_words"
    ),
    columns={
        "proposal__key": _PROPOSAL,
        "move": _("Step"),
        "at": _WHEN,
        "inner_words": _("What you wrote"),
    },
    stays=_STAYS,
)
declare(
    "proposals.InfoRequest",
    _("What you asked of applicants, or answered to officers"),
    rows=lambda person: InfoRequest.objects.filter(Q(asked_by=person.key) | Q(answered_by=person.key)).values(
        "proposal__key", "words", "answer"
    ),
    columns={"proposal__key": _PROPOSAL, "words": _("What was asked"), "answer": _("What was answered")},
    stays=_STAYS,
)
declare(
    "proposals.Intake",
    _("Spreadsheets of grants that you brought"),
    rows=lambda person: Intake.objects.filter(brought_by=person.key).values("title", "brought_at"),
    columns={"title": _("Table"), "brought_at": _WHEN},
    stays=_STAYS,
)
