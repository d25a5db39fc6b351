"""Who applies: those who are asked to apply too, the roles that each discloses, and what keeps them safe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.proposals import facts, search
from thriving.grants.proposals.actions.drafting import open_draft
from thriving.grants.proposals.actions.moving import hold
from thriving.grants.proposals.models import Applicant, DisclosedRole, Proposal, SafetyNeeds
from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.movement.spelling import line

MOST_TOGETHER, MOST_ROLES, LONGEST_ROLE, LONGEST_NEEDS = 10, 20, 200, 3_000


@dataclass(frozen=True)
class RoleSaid:
    body: str
    role: str
    paid: bool = False


@transaction.atomic
def ask_to_join(proposal: Proposal, person: Person, *, by: Person) -> Applicant:
    """They are on its side once they agree; until then they may read the draft, and change nothing."""
    _hold_draft(proposal, by)
    if person.pk == proposal.applicant_id:
        raise Refused(_("They began this proposal themselves."))
    if proposal.co_applicants.count() >= MOST_TOGETHER:
        raise Refused(_("At most %(count)d people apply together.") % {"count": MOST_TOGETHER})
    made, is_new = Applicant.objects.get_or_create(
        proposal=proposal, person=person, defaults={"asked_at": clock.now(), "asked_by": by.key}
    )
    if is_new:
        diary.note(proposal, "asked to join", by=by, body={"person": person.key})
    return made


@transaction.atomic
def join(proposal: Proposal, *, by: Person) -> None:
    """Agree to apply together, while it is a draft and one is asked."""
    hold(proposal)
    access.require(by, "join_proposal", proposal)
    proposal.co_applicants.filter(person=by).update(agreed_at=clock.now())
    diary.note(proposal, "joined", by=by)


@transaction.atomic
def let_go(proposal: Proposal, person: Person, *, by: Person) -> None:
    """Take somebody off a draft; whoever is asked, or has joined, may go by themselves."""
    hold(proposal)
    if person != by:
        access.require(by, "write_proposal", proposal)
    if proposal.state != "draft":
        raise Refused(_("It has been handed in: who applies stays as it is."))
    if proposal.co_applicants.filter(person=person).delete()[0]:
        proposal.roles.filter(said_by=person.key).delete()
        proposal.roles_told = [key for key in proposal.roles_told if key != person.key]
        proposal.save(update_fields=["roles_told"])
        diary.note(proposal, "let go", by=by, body={"person": person.key})


@transaction.atomic
def disclose(proposal: Proposal, roles: Sequence[RoleSaid], *, by: Person) -> None:
    """Each says their own roles in the movement and near it; none is an answer too."""
    _hold_draft(proposal, by)
    if len(roles) > MOST_ROLES or any(not line(each.body) or not line(each.role) for each in roles):
        raise Refused(_("Say of each role what it is, and where you have it."))
    proposal.roles.filter(said_by=by.key).delete()
    DisclosedRole.objects.bulk_create(
        DisclosedRole(
            proposal=proposal,
            said_by=by.key,
            body=line(each.body)[:LONGEST_ROLE],
            role=line(each.role)[:LONGEST_ROLE],
            paid=each.paid,
        )
        for each in roles
    )
    proposal.roles_told = sorted({*proposal.roles_told, by.key})
    proposal.save(update_fields=["roles_told"])
    diary.note(proposal, "disclosed roles", by=by)


@transaction.atomic
def say_what_is_needed(proposal: Proposal, words: str, *, revision: int, by: Person) -> None:
    """What its people need to be safe: sealed, read by them and by grants officers alone."""
    open_draft(proposal, revision, by)
    said, _is_new = SafetyNeeds.objects.get_or_create(proposal=proposal)
    said.words = clean(words)[:LONGEST_NEEDS]
    said.save()
    diary.note(proposal, "said what keeps its people safe", by=by)


@transaction.atomic
def hide(proposal: Proposal, *, hidden: bool, by: Person) -> None:
    """For the safety of its people nobody but those who work on it reads it; or everybody does again."""
    hold(proposal)
    access.require(by, "hide_proposal" if hidden else "act_for_proposal", proposal)
    Proposal.objects.filter(pk=proposal.pk).update(hidden=hidden, changed_at=clock.now())
    proposal.hidden = hidden
    search.index([proposal])
    facts.tell([proposal], by, "Who may read of it changed.")
    diary.note(proposal, "hidden" if hidden else "shown", by=by)


def _hold_draft(proposal: Proposal, by: Person) -> None:
    hold(proposal)
    access.require(by, "write_proposal", proposal)
