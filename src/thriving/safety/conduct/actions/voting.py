"""A secret vote on a frozen text: declared, opened with its roll, cast by each in person, counted once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement.actions import Actor, Refused
from thriving.movement.models import Person
from thriving.movement.queries.accounts import accounts_of
from thriving.movement.roles import roles
from thriving.safety.conduct import moments
from thriving.safety.conduct.actions.holding import hold, require
from thriving.safety.conduct.counting import LEAST_VOTES, Count, ratifies, reaches_quorum
from thriving.safety.conduct.models import Ballot, Choice, Tally, Version, Voter
from thriving.safety.conduct.queries.voting import electorate, one_account_each
from thriving.safety.conduct.states import BALLOT_OPEN, FROZEN, VERSION
from thriving.ui import cldr

LONGEST_BALLOT = 92  # days


@dataclass(frozen=True)
class Declared:
    """Who may vote, and what decides it; ``quorum`` and ``majority`` in percent."""

    roles: tuple[str, ...]
    quorum: int
    majority: int
    last_day: date


def problems(said: Declared) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with a ballot: the field, and the sentence for who can mend it."""
    if not said.roles or set(said.roles) - set(roles):
        yield "roles", _("Choose whose roles may vote.")
    if not 1 <= said.quorum <= 100:  # noqa: PLR2004 -- percent
        yield "quorum", _("A quorum is between 1 and 100 percent.")
    if not 50 <= said.majority <= 99:  # noqa: PLR2004 -- the same
        yield "majority", _("A majority is between 50 and 99 percent.")
    first, last = clock.today() + timedelta(1), clock.today() + timedelta(LONGEST_BALLOT)
    if not first <= said.last_day <= last:
        yield (
            "last_day",
            _("The last day to vote is between %(first)s and %(last)s.")
            % {"first": cldr.day(first), "last": cldr.day(last)},
        )


@transaction.atomic
def declare_ballot(version: Version, said: Declared, *, by: Person) -> Ballot:
    """In public, before it opens; declared anew until then, and never afterwards."""
    access.require(by, "keep_code_version", version)
    version = hold(version)
    if version.state != FROZEN:
        raise Refused(_("A ballot is declared once the text is frozen, and before it opens."))
    require(*(sentence for _field, sentence in problems(said)))
    ballot, _new = Ballot.objects.update_or_create(
        version=version,
        defaults={
            "roles": sorted(set(said.roles)),
            "quorum": said.quorum,
            "majority": said.majority,
            "last_day": said.last_day,
            "declared_at": clock.now(),
            "declared_by": by.key,
        },
    )
    told = {"roles": ballot.roles, "quorum": said.quorum, "majority": said.majority}
    diary.note(ballot, "declared", by=by, body={**told, "last_day": said.last_day.isoformat()})
    return ballot


@transaction.atomic
def open_ballot(version: Version, *, by: Person) -> None:
    """Whoever holds one of the declared roles at this moment may vote; nobody is added later."""
    access.require(by, "keep_code_version", version)
    version = hold(version)
    ballot = Ballot.objects.select_for_update().filter(version=version).first()
    if ballot is None:
        raise Refused(_("Declare first who may vote, and what decides it."))
    if ballot.last_day <= clock.today():
        raise Refused(_("Its last day has come already: declare another one."))
    people = one_account_each(electorate(ballot.roles).order_by("pk"))
    if len(people) < LEAST_VOTES:
        raise Refused(
            _("At least %(count)d people must be able to vote: fewer votes would be no secret.")
            % {"count": LEAST_VOTES}
        )
    VERSION.take(version, "open_ballot")
    Voter.objects.bulk_create(Voter(ballot=ballot, person_id=person) for person in people)
    Tally.objects.bulk_create(Tally(ballot=ballot, choice=choice) for choice in Choice)
    ballot.opened_at, ballot.roll = clock.now(), len(people)
    ballot.save(update_fields=["opened_at", "roll"])
    diary.note(ballot, "opened", by=by, body={"roll": len(people)})


@transaction.atomic
def vote(version: Version, choice: str, *, by: Person) -> None:
    """Nobody votes for somebody else. That they voted is noted; how goes into a count and nowhere else."""
    access.require(by, "vote_on_code", version)
    version = hold(version)
    ballot = Ballot.objects.select_for_update().get(version=version)
    if choice not in Choice:
        raise Refused(_("This is none of the choices."))
    if not ballot.is_open:
        raise Refused(_("The ballot is closed."))
    theirs = ballot.voters.filter(person__in=accounts_of(by))
    if theirs.filter(voted=True).exists() or not theirs.exists():
        raise Refused(_("You have voted already."))
    mine = theirs.filter(person=by).first() or theirs.order_by("pk")[0]
    ballot.voters.filter(pk=mine.pk).update(voted=True)
    ballot.tallies.filter(choice=choice).update(votes=F("votes") + 1)
    diary.note(ballot, "voted", by=by)
    if not ballot.voters.filter(voted=False).exists():
        _count(version, ballot, by)


@transaction.atomic
def close_ballot(version: Version, *, by: Actor) -> None:
    """Count it, once its last day has passed. Asked twice, it is counted once."""
    if not isinstance(by, str):
        access.require(by, "keep_code_version", version)
    version = hold(version)
    if version.state != BALLOT_OPEN:
        raise Refused(_("There is no open ballot."))
    ballot = Ballot.objects.select_for_update().get(version=version)
    if not ballot.is_over:
        raise Refused(_("People may still vote: it closes by itself after its last day."))
    _count(version, ballot, by)


def close_what_is_over(by: str) -> None:
    over = Version.objects.filter(state=BALLOT_OPEN, ballot__last_day__lt=clock.today())
    for version in over.order_by("pk"):
        close_ballot(version, by=by)


def _count(version: Version, ballot: Ballot, by: Actor) -> None:
    counted = dict(ballot.tallies.values_list("choice", "votes"))
    count = Count(ballot.roll or 0, counted["yes"], counted["no"], counted["abstain"])
    ballot.closed_at, ballot.votes = clock.now(), count.votes
    if reaches_quorum(count, ballot.terms):  # of fewer, the count would tell too much of each
        ballot.yes, ballot.no, ballot.abstained = count.yes, count.no, count.abstained
    ballot.save(update_fields=["closed_at", "votes", "yes", "no", "abstained"])
    VERSION.take(version, "ratify" if ratifies(count, ballot.terms) else "reject")
    moments.settle_all(version.code, by)
    told = {"votes": ballot.votes, "yes": ballot.yes, "no": ballot.no, "state": version.state}
    diary.note(ballot, "counted", by=by, body=told)
