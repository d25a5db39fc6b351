"""A committee from its making to its end: how it decides, by what it judges, and who sits on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thriving.grants.funds.models import Round
from thriving.grants.review import letters
from thriving.grants.review.models import Committee, Member, Rubric
from thriving.grants.review.queries.deciding import votes_now
from thriving.grants.review.states import COMMITTEE, FORMING, LEAST_VOTES
from thriving.grants.review.voting import MOST_VOTERS
from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.movement.queries.accounts import accounts_of
from thriving.programs.councils.actions.calls import Criterion, digest_of, written_criteria


@dataclass(frozen=True)
class Manner:
    """How a committee decides: how many read each proposal, how many vote, whether it is told who applies."""

    reviews_wanted: int
    quorum: int
    is_blind: bool


@transaction.atomic
def start_committee(round_: Round, manner: Manner, *, by: Person) -> Committee:
    turn.take()
    access.require(by, "run_grant_round", round_)
    if Committee.objects.filter(round=round_).exists():
        raise Refused(_("This round has its committee."))
    _require_manner(manner)
    made = Committee.objects.create(
        round=round_,
        reviews_wanted=manner.reviews_wanted,
        quorum=manner.quorum,
        is_blind=manner.is_blind,
        made_on=clock.today(),
        sample=round_.sample,
    )
    diary.note(made, "started", by=by)
    return made


@transaction.atomic
def change_manner(committee: Committee, manner: Manner, *, by: Person) -> None:
    """Before it begins: whoever applies knows from then on how it is decided."""
    _take_turn(committee, by)
    _require_forming(committee)
    _require_manner(manner)
    committee.reviews_wanted = manner.reviews_wanted
    committee.quorum = manner.quorum
    committee.is_blind = manner.is_blind
    committee.save(update_fields=["reviews_wanted", "quorum", "is_blind"])
    diary.note(committee, "changed_manner", by=by)


@transaction.atomic
def make_rubric(
    committee: Committee, criteria: Sequence[Criterion], *, by: Person, language: str = "en"
) -> Rubric:
    """A version of its own each time; the committee judges by the last one that was made before it began."""
    _take_turn(committee, by)
    _require_forming(committee)
    said = written_criteria(criteria)
    rubric = Rubric.objects.create(
        committee=committee,
        number=(committee.rubrics.aggregate(last=Max("number"))["last"] or 0) + 1,
        language=language,
        criteria=said,
        digest=digest_of(said),
        made_at=clock.now(),
        made_by=by.key,
    )
    committee.rubric = rubric
    committee.save(update_fields=["rubric"])
    diary.note(committee, "made_rubric", by=by, body={"number": rubric.number, "sha256": rubric.digest})
    return rubric


@transaction.atomic
def name_member(committee: Committee, person: Person, *, by: Person) -> Member:
    _take_turn(committee, by)
    if sentence := why_not_member(committee, person):
        raise Refused(sentence)
    member = Member.objects.create(committee=committee, person=person, named_at=clock.now())
    letters.tell_named(member)
    diary.note(committee, "named_member", by=by, body={"member": person.key})
    return member


def why_not_member(committee: Committee, person: Person) -> str:
    """Why somebody cannot be named; empty where they can."""
    if not person.is_active or person.shielded:
        return _("They cannot be named for this.")
    theirs = accounts_of(person)
    if any(access.may(each, "run_committee", committee) for each in theirs):
        return _("Whoever runs the round does not decide in it.")
    sitting = committee.members.filter(left_at=None)
    if sitting.filter(person__in=theirs.values("pk")).exists():
        return _("They are a member already.")
    if votes_now(committee):
        return _("The committee votes right now: whoever is named now could turn it. Name them afterwards.")
    if sitting.count() >= MOST_VOTERS:
        return _("A committee has at most %(count)d members.") % {"count": MOST_VOTERS}
    return ""


@transaction.atomic
def release_member(member: Member, *, by: Person) -> None:
    """What they declared and gave stays; they see and decide nothing any more."""
    committee = member.committee
    _take_turn(committee, by)
    released = Member.objects.filter(pk=member.pk, left_at=None).update(left_at=clock.now())
    if released and member.person:
        diary.note(committee, "released_member", by=by, body={"member": member.person.key})


@transaction.atomic
def move(committee: Committee, name: str, *, by: Person) -> None:
    _take_turn(committee, by)
    COMMITTEE.take(committee, name)
    diary.note(committee, name, by=by)


def _require_manner(manner: Manner) -> None:
    if not 1 <= manner.reviews_wanted <= MOST_VOTERS:
        raise Refused(_("Each proposal is reviewed by 1 to %(count)d members.") % {"count": MOST_VOTERS})
    if not LEAST_VOTES <= manner.quorum <= MOST_VOTERS:
        raise Refused(
            _("From %(least)d to %(most)d members must vote.") % {"least": LEAST_VOTES, "most": MOST_VOTERS}
        )


def _require_forming(committee: Committee) -> None:
    if committee.state != FORMING:
        raise Refused(_("The committee is at work: how it decides, and by what it judges, stays as it is."))


def _take_turn(committee: Committee, by: Person) -> None:
    turn.take()
    access.require(by, "run_committee", committee)
    committee.refresh_from_db(from_queryset=Committee.objects.select_for_update(of=("self",)))
