"""What proposals leave in the ledger: what was handed in, how soon it was decided, what was granted.

By region and by priority, never by a trait of a person. No fact holds a title or a name. Where a proposal is
hidden for the safety of its people, the row opens to a few, and counts like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from thriving.evidence import actions as evidence
from thriving.evidence.facts.words import LANGUAGE, REGION
from thriving.evidence.kinds import Dimension, FactKind, Type, declare
from thriving.evidence.models import Fact, Source, Visibility
from thriving.evidence.statements import Statement
from thriving.grants.funds.models import FundKind
from thriving.grants.proposals.models import Proposal
from thriving.grants.proposals.states import DECLINED, GRANTED, INELIGIBLE
from thriving.kernel.words import in_every_language
from thriving.movement.actions import Actor

YES, NO = "yes", "no"
BEGINNING = "proposal/"  # of the sources of these facts
_TITLE = gettext_noop("A proposal for a grant")
_PRIORITY = Dimension("priority", Type.KEY, _("The priority that it serves, as plan/priority."))
_FUND = Dimension("fund_kind", Type.CHOICE, _("What the fund is for."), tuple(FundKind))
_NEWCOMER = Dimension(
    "first_grant", Type.CHOICE, _("Whether nobody on its side had a grant before."), (YES, NO)
)
_SHARED = (REGION, _PRIORITY, _FUND, _NEWCOMER)

SUBMITTED = declare(
    FactKind(
        name="proposal.submitted",
        subject="proposal",
        meaning=_("A proposal for a grant was handed in."),
        sentence=_("The proposal %(subject)s was handed in. Region: %(region)s."),
        dimensions=(*_SHARED, LANGUAGE),
    )
)
DECIDED = declare(
    FactKind(
        name="proposal.decided",
        subject="proposal",
        meaning=_("A proposal was decided. The value is how many days that took since it was handed in."),
        sentence=_("The proposal %(subject)s was decided after %(value)s days: %(outcome)s."),
        dimensions=(
            *_SHARED,
            Dimension("outcome", Type.CHOICE, _("What was decided."), ("granted", "declined", "ineligible")),
            Dimension("in_time", Type.CHOICE, _("Whether it was decided by the promised day."), (YES, NO)),
        ),
        unit="days",
    )
)
AWARDED = declare(
    FactKind(
        name="grant.awarded",
        subject="grant",
        meaning=_("A grant was awarded."),
        sentence=_("The grant %(subject)s was awarded. Region: %(region)s. Priority: %(priority)s."),
        dimensions=(
            *_SHARED,
            Dimension("aligned", Type.CHOICE, _("Whether it serves a priority of a plan."), (YES, NO)),
        ),
    )
)
KINDS = (SUBMITTED.name, DECIDED.name, AWARDED.name)
_OUTCOMES = {**dict.fromkeys(GRANTED, "granted"), DECLINED: "declined", INELIGIBLE: "ineligible"}


def statements(kind: str) -> Iterator[Statement]:
    """What the ledger should hold of proposals, from their records."""
    found = Proposal.objects.exclude(submitted_at=None).select_related("round__fund").order_by("pk")
    for each in found.iterator():
        yield from (said for said in _said_by(each) if said.kind == kind)


def tell(proposals: Iterable[Proposal], by: Actor, why: str) -> None:
    """Have the ledger say what these records say; said again, nothing changes."""
    told = [each for each in proposals if each.submitted_at]
    for each in told:
        _write_source(each)
    sources = [_source(each) for each in told]
    standing = Fact.objects.filter(kind__in=KINDS, source__in=sources, superseded_number=None)
    if told:
        evidence.settle([said for each in told for said in _said_by(each)], standing, by=by, why=why)


def untell(proposals: Iterable[Proposal], by: Actor, why: str) -> None:
    """Take back all that the ledger says of them."""
    sources = [_source(each) for each in proposals]
    standing = Fact.objects.filter(kind__in=KINDS, source__in=sources, superseded_number=None)
    evidence.settle([], standing, by=by, why=why)


def _write_source(proposal: Proposal) -> None:
    Source.objects.update_or_create(
        key=_source(proposal),
        defaults={
            "kind": "proposal",
            "title": in_every_language(_TITLE),
            "url": reverse("proposals:proposal", args=[proposal.key]),
            "visibility": _seen(proposal),
            "sample": proposal.sample,
        },
    )


def _said_by(proposal: Proposal) -> Iterator[Statement]:
    if proposal.submitted_at is None:
        return
    handed_in = proposal.submitted_at.date()
    yield _statement(SUBMITTED, proposal, handed_in, language=proposal.language)
    if proposal.decided_on and (outcome := _OUTCOMES.get(proposal.state)):
        days = Decimal((proposal.decided_on - handed_in).days)
        in_time = YES if proposal.decided_on <= proposal.round.decides_by else NO
        yield _statement(DECIDED, proposal, proposal.decided_on, days, outcome=outcome, in_time=in_time)
    if proposal.decided_on and proposal.state in GRANTED:
        aligned = YES if proposal.priority else NO
        yield _statement(AWARDED, proposal, proposal.decided_on, aligned=aligned)


def _statement(
    kind: FactKind, proposal: Proposal, on: date, value: Decimal | None = None, **more: str
) -> Statement:
    shared = {
        "region": proposal.region,
        "priority": proposal.priority,
        "fund_kind": proposal.round.fund.kind,
        "first_grant": YES if proposal.first_time else NO,
    }
    return Statement(
        kind.name,
        proposal.key,
        on,
        value=value,
        dimensions={**shared, **more},
        source=_source(proposal),
        visibility=_seen(proposal),
    )


def _seen(proposal: Proposal) -> Visibility:
    return Visibility.RESTRICTED if proposal.hidden else Visibility.PUBLIC


def _source(proposal: Proposal) -> str:
    return f"{BEGINNING}{proposal.key}"
