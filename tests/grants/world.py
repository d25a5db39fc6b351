"""Funds, rounds and proposals of these tests, at any step, as their tables hold them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from thriving.grants.funds.models import ExchangeRate, Fund, Round
from thriving.grants.proposals.models import Applicant, BudgetLine, Proposal, Step
from thriving.grants.proposals.states import DRAFT, GRANTED, WITHDRAWN
from thriving.kernel.words import Words
from thriving.movement.models import Person

OPENS, CLOSES, DECIDES = date(2026, 1, 5), date(2026, 2, 27), date(2026, 5, 29)
HANDED_IN = datetime(2026, 2, 2, 12, tzinfo=UTC)
AFTERWARDS = date(2026, 2, 4)  # the day from which everybody reads what was handed in then


def fund(key: str = "community", **otherwise: Any) -> Fund:
    said = {"title": Words(en="Community fund"), "about": Words(en="For what people do."), "kind": "general"}
    return Fund.objects.get_or_create(key=key, defaults={**said, **otherwise})[0]


def grant_round(key: str = "spring", **otherwise: Any) -> Round:
    """One that is open: for up to 10,000 dollars each, of 50,000, in two regions."""
    said: dict[str, Any] = {
        "fund": otherwise.pop("fund", None) or fund(),
        "title": Words(en="Spring round"),
        "about": Words(en="For the next spring."),
        "state": "open",
        "opens_on": OPENS,
        "closes_on": CLOSES,
        "decides_by": DECIDES,
        "currency": "USD",
        "budget": Decimal(50_000),
        "least": Decimal(100),
        "most": Decimal(10_000),
        "regions": ["south-asia", "sub-saharan-africa"],
    }
    return Round.objects.get_or_create(key=key, defaults={**said, **otherwise})[0]


def proposal(by: Person, state: str = "submitted", **otherwise: Any) -> Proposal:
    """Of ``by``, with one line that the grant is to pay; what its step needs is there."""
    said: dict[str, Any] = {
        "round": otherwise.pop("round", None) or grant_round(),
        "state": state,
        "title": Words(en="A week of photographs"),
        "summary": Words(en="Volunteers learn to photograph monuments."),
        "applicant": by,
        "applicant_kind": "group",
        "organization": "Friends of monuments",
        "region": "south-asia",
        "country": "IN",
        "begins_on": date(2026, 7, 1),
        "ends_on": date(2026, 12, 31),
        "currency": "USD",
        "changed_at": HANDED_IN,
        **(_handed_in() if state not in (DRAFT, WITHDRAWN) else {}),
        **({"awarded": Decimal(1000), "reason": "It fits the round."} if state in GRANTED else {}),
        **({"reason": "It does not fit."} if state in ("declined", "deferred", "ineligible") else {}),
    }
    made = Proposal.objects.create(**{**said, **otherwise})
    line(made)
    if state in GRANTED:
        Step.objects.create(proposal=made, move="approve", state=state, at=HANDED_IN, by="test")
    return made


def _handed_in() -> dict[str, Any]:
    amounts = {"requested": Decimal(1000), "compared": Decimal(1000)}
    return {"submitted_at": HANDED_IN, "shown_from": AFTERWARDS, **amounts}


def line(of: Proposal, amount: str = "1000", **otherwise: Any) -> BudgetLine:
    said = {"title": "Lenses", "category": "equipment", "amount": Decimal(amount)}
    return BudgetLine.objects.create(proposal=of, position=of.lines.count() + 1, **{**said, **otherwise})


def together(of: Proposal, person: Person) -> Applicant:
    """Somebody who has agreed to apply too."""
    when = {"asked_at": HANDED_IN, "agreed_at": HANDED_IN}
    return Applicant.objects.create(proposal=of, person=person, asked_by="test", **when)


def rate(base: str = "EUR", quote: str = "USD", value: str = "1.08", **otherwise: Any) -> ExchangeRate:
    said = {"on": date(2026, 2, 1), "source": "European Central Bank", "recorded_at": HANDED_IN}
    return ExchangeRate.objects.create(
        base=base, quote=quote, rate=Decimal(value), recorded_by="test", **{**said, **otherwise}
    )
