"""Agreements of these tests, at any step, each made by the actions that pages would call."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tests.conftest import person
from tests.grants import world as world_of_proposals

from thriving.grants.agreements import actions
from thriving.grants.agreements.actions import Signed, Terms
from thriving.grants.agreements.models import Agreement, Side, Template, Text
from thriving.grants.agreements.queries import open_text
from thriving.grants.proposals.models import Proposal
from thriving.kernel import clock
from thriving.kernel.money import Money
from thriving.movement.models import Person

BEGINS, ENDS = date(2026, 7, 1), date(2026, 12, 31)
DAY = date(2026, 7, 6)
BODY = (
    "Agreement {agreement} on “{title}”.\n\n{grantor} grants {award} to {grantee}, from {first_day} until "
    "{last_day}. It pays for: {works}. {conditions}"
)


@dataclass(frozen=True)
class Hands:
    """Everybody through whose hands a grant goes."""

    applicant: Person
    officer: Person
    finance: Person
    second: Person  # finance too
    auditor: Person
    protector: Person  # holds payments for safety


def hands(applicant: Person | None = None) -> Hands:
    return Hands(
        applicant=applicant or person("ama"),
        officer=person("oba", "grants_officer"),
        finance=person("fola", "finance_officer"),
        second=person("femi", "finance_officer"),
        auditor=person("ari", "grants_auditor"),
        protector=person("sana", "safeguarding_officer"),
    )


@contextmanager
def on(day: date = DAY) -> Iterator[None]:
    with clock.stopped_at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        yield


def money(amount: str = "1000", currency: str = "USD") -> Money:
    return Money(Decimal(amount), currency)


def granted(by: Person, key: str = "photographs", **otherwise: Any) -> Proposal:
    return world_of_proposals.proposal(by, "approved", key=key, **otherwise)


def template(by: Person, key: str = "standard", body: str = BODY) -> Template:
    found = Template.objects.filter(key=key).first()
    return found or actions.write_template(key, "Standard agreement", body, by=by)


def terms(**otherwise: Any) -> Terms:
    said = {
        "award": money(),
        "begins_on": BEGINS,
        "ends_on": ENDS,
        "our_name": "Community fund",
        "their_name": "Friends of monuments",
    }
    return Terms(**{**said, **otherwise})


def drafted(of: Hands, proposal: Proposal | None = None, **otherwise: Any) -> Agreement:
    with on():
        proposal = proposal or granted(of.applicant)
        made = actions.draft_agreement(proposal, template(of.officer), terms(**otherwise), by=of.officer)
        actions.say_no_works(made, why="It pays for lenses.", by=of.officer)
        actions.agree_to_no_works(made, by=of.second)
    return made


def ready(of: Hands, proposal: Proposal | None = None, **otherwise: Any) -> Text:
    text = open_text(drafted(of, proposal, **otherwise))
    assert text
    with on():
        actions.make_ready(text, by=of.officer)
    return text


def sign(text: Text, side: Side, by: Person, **otherwise: Any) -> None:
    with on():
        actions.sign(text, side, Signed(**{"seal": text.seal, "name": by.name, **otherwise}), by=by)


def signed(of: Hands, proposal: Proposal | None = None, **otherwise: Any) -> Agreement:
    text = ready(of, proposal, **otherwise)
    sign(text, Side.THEIRS, of.applicant)
    sign(text, Side.OURS, of.finance)
    return text.agreement


def running(of: Hands, proposal: Proposal | None = None, **otherwise: Any) -> Agreement:
    agreement = signed(of, proposal, **otherwise)
    with on():
        actions.begin(agreement, by=of.officer)
    return agreement
