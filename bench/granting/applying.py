"""Funds and rounds, and what was handed in to them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.db import transaction

from bench.granting import readers
from bench.granting.steps import IN_A_ROUND, REVIEWED, STATES, Size, days, noon, portions, state_of
from thriving.grants.funds.models import Fund, Round
from thriving.grants.proposals.models import (
    BudgetLine,
    ChosenMeasure,
    Comment,
    InfoRequest,
    Proposal,
    SafetyNeeds,
    Step,
)
from thriving.grants.proposals.states import DRAFT, WITHDRAWN
from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import Affiliate, Person

REGIONS = ("south-asia", "sub-saharan-africa", "latin-america-and-caribbean")
WHOLE, ASKED = Decimal(1_200), Decimal(1_000)
HIDDEN, FOR_AFFILIATES, NEWCOMERS, SPOKEN_OF = 25, 4, 5, 3  # every so many


def fill(size: Size) -> None:
    fund, _made = Fund.objects.get_or_create(
        key="bench", defaults={"title": Words(en="Community fund"), "about": Words(en="."), "kind": "general"}
    )
    first = Round.objects.count()
    Round.objects.bulk_create(_round(fund, number) for number in range(first, size.rounds))
    people, affiliates = readers.all_of("applicant"), list(Affiliate.objects.order_by("pk"))
    rounds = list(Round.objects.order_by("pk"))
    for numbers in portions(Proposal.objects.count(), size.proposals):
        _hand_in([_proposal(number, rounds, people, affiliates) for number in numbers], people)


def _round(fund: Fund, number: int) -> Round:
    today = clock.today()
    return Round(
        key=f"round-{number}",
        fund=fund,
        title=Words(en=f"Round {number}", es=f"Ronda {number}"),
        about=Words(en="For what people do together."),
        state="open",
        opens_on=today - days(90),
        closes_on=today + days(30),
        decides_by=today + days(90),
        currency="USD",
        budget=Decimal(500_000),
        most=Decimal(10_000),
        regions=list(REGIONS),
    )


def _proposal(
    number: int, rounds: list[Round], people: list[Person], affiliates: list[Affiliate]
) -> Proposal:
    state, today = state_of(number), clock.today()
    handed_in = noon(10 + number % 60) if state not in (DRAFT, WITHDRAWN) else None
    granted = state.startswith("approved")
    return Proposal(
        key=f"proposal-{number}",
        round=rounds[number // IN_A_ROUND],
        state=state,
        title=Words(en=f"Photographs of monuments, week {number}"),
        summary=Words(en="Volunteers learn to photograph monuments, and upload what they took."),
        applicant=people[number // len(STATES) % len(people)],
        applicant_kind="affiliate" if number % FOR_AFFILIATES == 0 else "group",
        affiliate=affiliates[number % len(affiliates)] if number % FOR_AFFILIATES == 0 else None,
        organization="" if number % FOR_AFFILIATES == 0 else "Friends of monuments",
        country="GH",
        region=REGIONS[number % len(REGIONS)],
        begins_on=today + days(30),
        ends_on=today + days(200),
        hidden=number % HIDDEN == 0,
        first_time=number % NEWCOMERS == 0,
        currency="USD",
        requested=ASKED if handed_in else None,
        compared=ASKED if handed_in else None,
        awarded=ASKED if granted else None,
        reason="It fits what the round looks for." if handed_in else "",
        submitted_at=handed_in,
        shown_from=handed_in.date() + days(2) if handed_in else None,
        decided_on=today - days(3) if granted else None,
        changed_at=noon(5),
    )


@transaction.atomic
def _hand_in(proposals: list[Proposal], people: list[Person]) -> None:
    made = Proposal.objects.bulk_create(proposals)
    BudgetLine.objects.bulk_create(each for proposal in made for each in _lines(proposal))
    ChosenMeasure.objects.bulk_create(
        ChosenMeasure(proposal=each, position=1, own="Photographs", target=Decimal(500)) for each in made
    )
    SafetyNeeds.objects.bulk_create(
        SafetyNeeds(proposal=each, words="Somebody must not be named.") for each in made if each.hidden
    )
    Step.objects.bulk_create(each for proposal in made for each in _steps(proposal))
    Comment.objects.bulk_create(
        _comment(each, people[each.pk % len(people)]) for each in made if each.pk % SPOKEN_OF == 0
    )
    InfoRequest.objects.bulk_create(
        InfoRequest(proposal=each, words="Who else pays?", asked_at=noon(2), asked_by="bench")
        for each in made
        if each.state == "info_requested"
    )


def _lines(proposal: Proposal) -> Iterator[BudgetLine]:
    for position, (title, category, amount, paid_by) in enumerate(
        (
            ("Lenses", "equipment", ASKED - 300, "grant"),
            ("Buses", "travel", Decimal(300), "grant"),
            ("A room", "venue", WHOLE - ASKED, "others"),
        ),
        start=1,
    ):
        yield BudgetLine(
            proposal=proposal,
            position=position,
            title=title,
            category=category,
            amount=amount,
            paid_by=paid_by,
        )


def _steps(proposal: Proposal) -> Iterator[Step]:
    if proposal.submitted_at is None:
        return
    moves = ("submit", "screen", "open_review", "deliberate") if proposal.state in REVIEWED else ("submit",)
    for move in moves:
        yield Step(proposal=proposal, move=move, state=proposal.state, at=proposal.submitted_at, by="bench")


def _comment(proposal: Proposal, by: Person) -> Comment:
    return Comment(proposal=proposal, by=by, author=by.key, words="This would help us too.", at=noon(4))
