"""A committee deliberates, each member votes for themselves, and the decision is told with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.db import transaction
from django.db.models import Max
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from thriving.grants.proposals.actions.moving import move
from thriving.grants.proposals.models import Proposal
from thriving.grants.proposals.states import DEFERRED, DELIBERATION, IN_REVIEW
from thriving.grants.review import blind, letters
from thriving.grants.review.actions.reviewing import LONGEST, take_turn
from thriving.grants.review.models import Ballot, Choice, Decision, Vote
from thriving.grants.review.queries.budget import budget_of, in_the_round
from thriving.grants.review.queries.committees import deciders_of, side_of
from thriving.grants.review.queries.deciding import Standing, last_ballot, open_ballot, standing
from thriving.grants.review.queries.reviewing import Progress, progress
from thriving.grants.review.voting import APPROVE, APPROVE_WITH_CONDITIONS, DECLINE, DEFER
from thriving.kernel import clock, diary
from thriving.kernel.money import Money
from thriving.kernel.words import FALLBACK
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.ui import cldr

MOVES = {
    APPROVE: "approve",
    APPROVE_WITH_CONDITIONS: "approve_with_conditions",
    DECLINE: "decline",
    DEFER: "defer",
}
APPROVALS = (APPROVE, APPROVE_WITH_CONDITIONS)
LONGEST_CONDITIONS = 2_000  # they stand in the agreement, beside what else is agreed on


@dataclass(frozen=True)
class Decided:
    """The words of a decision: for the applicants, and for everybody who may read the proposal."""

    reason: str
    needed: str = ""
    conditions: str = ""
    awarded: Money | None = None


@transaction.atomic
def deliberate(proposal: Proposal, *, by: Person) -> Ballot:
    """Once every member has said whether they have a conflict, and enough have reviewed."""
    take_turn(proposal, "run_review", by)
    if proposal.state not in (IN_REVIEW, DEFERRED):
        raise Refused(_("This proposal is not in review."))
    found = progress(proposal)
    if missing := why_not_yet(found):
        raise Refused(" ".join(missing))
    move(proposal, "deliberate" if proposal.state == IN_REVIEW else "take_up_again", by=by)
    last = proposal.ballots.aggregate(last=Max("number"))["last"] or 0
    ballot = Ballot.objects.create(
        proposal=proposal, number=last + 1, quorum=found.quorum, opened_at=clock.now()
    )
    for person in deciders_of(proposal):
        letters.tell_to_vote(proposal, ballot, person)
    return ballot


def why_not_yet(found: Progress) -> list[str]:
    """Each thing that is missing before the committee can deliberate."""
    missing = []
    if found.not_said:
        missing.append(
            ngettext(
                "One member has not said yet whether they have a conflict.",
                "%(count)d members have not said yet whether they have a conflict.",
                found.not_said,
            )
            % {"count": found.not_said}
        )
    if (few := found.wanted - found.given) > 0:
        missing.append(
            ngettext("One review is missing.", "%(count)d reviews are missing.", few) % {"count": few}
        )
    if found.deciders < found.quorum:
        missing.append(
            _("Too few members have no conflict: %(count)d must vote. Name somebody more for the committee.")
            % {"count": found.quorum}
        )
    return missing


@transaction.atomic
def vote(proposal: Proposal, choice: str, *, by: Person) -> Vote:
    """One's own, once. The vote after which nothing can change any more ends it."""
    take_turn(proposal, "vote_on_proposal", by)
    ballot = open_ballot(proposal)
    if ballot is None or choice not in Choice.values:
        raise Refused(_("Choose one of the answers."))
    given = Vote.objects.create(ballot=ballot, person=by, choice=choice, cast_at=clock.now())
    diary.note(proposal, "voted", by=by, body={"ballot": ballot.number})
    found = standing(ballot)
    if found.is_over:
        _count(ballot, found, by="votes")
    return given


@transaction.atomic
def end_vote(proposal: Proposal, *, by: Person) -> Ballot:
    """With the votes of the quorum, where the rest do not come."""
    take_turn(proposal, "run_review", by)
    ballot = open_ballot(proposal)
    if ballot is None:
        raise Refused(_("There is no vote to end."))
    found = standing(ballot)
    if not found.has_quorum:
        raise Refused(
            _("%(given)d of at least %(wanted)d members have voted.")
            % {"given": len(found.votes), "wanted": found.quorum}
        )
    _count(ballot, found, by=by)
    return ballot


def _count(ballot: Ballot, found: Standing, *, by: Person | str) -> None:
    ballot.outcome, ballot.counts = found.outcome, found.counts
    ballot.could_vote = len(found.votes) + found.remaining
    ballot.counted_at = clock.now()
    ballot.save(update_fields=["outcome", "counts", "could_vote", "counted_at"])
    diary.note(ballot.proposal, "counted", by=by, body={"ballot": ballot.number, "outcome": ballot.outcome})


@transaction.atomic
def decide(proposal: Proposal, said: Decided, *, by: Person) -> Decision:
    """Write down why the committee decided so, and tell the applicants. What it decided, its votes say.

    The turn is kept meanwhile: two decisions of a round cannot give the same money.
    """
    take_turn(proposal, "run_review", by)
    ballot = last_ballot(proposal)
    if proposal.state != DELIBERATION or ballot is None or ballot.outcome is None:
        raise Refused(_("The committee has not voted to its end yet."))
    outcome = outcome_now(proposal, ballot)
    _require_said(proposal, outcome, said)
    decision = Decision.objects.create(
        ballot=ballot,
        language=get_language() or FALLBACK,
        reason=clean(said.reason),
        needed=clean(said.needed),
        conditions=clean(said.conditions),
        awarded=cast("Any", said.awarded.amount if said.awarded else None),
        decided_at=clock.now(),
        decided_by=by.key,
    )
    _take(proposal, outcome, decision, by)
    for person in Person.objects.filter(pk__in=side_of(proposal), is_active=True):
        letters.tell_decided(proposal, ballot, person)
    return decision


def outcome_now(proposal: Proposal, ballot: Ballot) -> str:
    """What the votes say; but an approval waits where nothing is left in the round: no vote makes money."""
    outcome = ballot.outcome or DEFER
    return DEFER if outcome in APPROVALS and not budget_of(proposal.round).left else outcome


def _take(proposal: Proposal, outcome: str, decision: Decision, by: Person) -> None:
    said: dict[str, Any] = {
        "reason": decision.reason,
        "another_time": decision.needed,
        "decided_on": clock.today(),
    }
    if decision.awarded is not None:
        said["awarded"] = decision.awarded
    move(proposal, "record_decision", by=by)
    move(proposal, MOVES[outcome], by=by, **said)


def _require_said(proposal: Proposal, outcome: str, said: Decided) -> None:
    words = (said.reason, said.needed, said.conditions)
    if not clean(said.reason):
        raise Refused(_("Say why it was decided so. Everybody who may see the proposal reads it."))
    if max(map(len, words)) > LONGEST:
        raise Refused(_("This text has at most %(count)d characters.") % {"count": LONGEST})
    if len(said.conditions) > LONGEST_CONDITIONS:
        raise Refused(_("This text has at most %(count)d characters.") % {"count": LONGEST_CONDITIONS})
    if blind.names_people(proposal, words):
        raise Refused(_("The words name somebody. Write without names: everybody reads them."))
    if outcome in APPROVALS:
        _require_award(proposal, said)
    elif not clean(said.needed):
        raise Refused(_("Say what would be needed another time."))
    elif said.awarded:
        raise Refused(_("Nothing is granted by this decision."))
    if outcome == APPROVE_WITH_CONDITIONS and not clean(said.conditions):
        raise Refused(_("Write down the conditions."))


def _require_award(proposal: Proposal, said: Decided) -> None:
    if not said.awarded:
        raise Refused(_("Say how much is granted."))
    if proposal.asks_for is None or not said.awarded <= proposal.asks_for:
        raise Refused(_("No more can be granted than was asked for."))
    wanted, left = in_the_round(proposal, said.awarded), budget_of(proposal.round).left
    if left < wanted:
        raise Refused(f"{_too_much(wanted, left)} {by_which_rate(proposal)}".strip())


def _too_much(wanted: Money, left: Money) -> str:
    return _("Only %(left)s of the budget of the round is left: %(wanted)s is more than that.") % {
        "left": cldr.money(left),
        "wanted": cldr.money(wanted),
    }


def by_which_rate(proposal: Proposal) -> str:
    """By what its amounts are told in the currency of the round; nothing where that is its own."""
    rate = proposal.rate
    if rate is None:
        return ""
    told = {"rate": str(rate), "day": cldr.day(rate.on), "source": rate.source}
    return _("Converted by the rate of %(day)s, as %(source)s published it: %(rate)s.") % told
