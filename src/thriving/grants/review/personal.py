"""What reviews know of a person: what goes into their file, and what becomes of it when they leave."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.grants.review.models import Decision, Declaration, Member, Review, Rubric, Vote
from thriving.movement.personal import declare

_PROPOSAL, _WHEN, _COMMITTEE = _("Proposal"), _("When"), _("Committee")
_UNSIGNED = _("It stays in the record of the decision, without you.")
_NAMELESS = _("It stays, under a random identifier that no longer leads to anybody.")

declare(
    "review.Member",
    _("Committees for grants on which you sit or sat"),
    rows=lambda person: Member.objects.filter(person=person).values("committee__key", "named_at", "left_at"),
    columns={"committee__key": _COMMITTEE, "named_at": _WHEN, "left_at": _("Until")},
)
declare(
    "review.Declaration",
    _("What you said of conflicts of interest"),
    rows=lambda person: Declaration.objects.filter(person=person).values(
        "proposal__key", "closeness", "declared_at"
    ),
    columns={"proposal__key": _PROPOSAL, "closeness": _("Conflict"), "declared_at": _WHEN},
    stays=_UNSIGNED,
)
declare(
    "review.Review",
    _("Reviews that you gave"),
    rows=lambda person: Review.objects.filter(reviewer=person).values(
        "proposal__key", "points", "score", "strengths", "concerns", "given_at"
    ),
    columns={
        "proposal__key": _PROPOSAL,
        "points": _("Points"),
        "score": _("Score"),
        "strengths": _("What you found good"),
        "concerns": _("What worried you"),
        "given_at": _WHEN,
    },
    stays=_UNSIGNED,
)
declare(
    "review.Vote",
    _("Votes that you cast"),
    rows=lambda person: Vote.objects.filter(person=person).values(
        "ballot__proposal__key", "choice", "cast_at"
    ),
    columns={"ballot__proposal__key": _PROPOSAL, "choice": _("Vote"), "cast_at": _WHEN},
    stays=_UNSIGNED,
)
declare(
    "review.Rubric",
    _("Rubrics of committees that you made"),
    rows=lambda person: Rubric.objects.filter(made_by=person.key).values(
        "committee__key", "number", "made_at"
    ),
    columns={"committee__key": _COMMITTEE, "number": _("Version"), "made_at": _WHEN},
    stays=_NAMELESS,
)
declare(
    "review.Decision",
    _("Decisions on proposals that you wrote down"),
    rows=lambda person: Decision.objects.filter(decided_by=person.key).values(
        "ballot__proposal__key", "reason", "needed", "conditions", "decided_at"
    ),
    columns={
        "ballot__proposal__key": _PROPOSAL,
        "reason": _("Why"),
        "needed": _("What would be needed another time"),
        "conditions": _("The conditions"),
        "decided_at": _WHEN,
    },
    stays=_NAMELESS,
)
