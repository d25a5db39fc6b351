"""Tranches, and what must be there before each is paid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.agreements import account
from thriving.grants.agreements.models import Agreement
from thriving.grants.agreements.states import ACTIVE, SIGNED
from thriving.grants.payments.actions.holding import stop_if_held
from thriving.grants.payments.models import Disbursement, Requirement, Tranche
from thriving.kernel import access, clock, diary
from thriving.kernel.money import Money
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import LONGEST_NAME, LONGEST_TEXT, clean
from thriving.movement.models import Person

MOST_TRANCHES, MOST_REQUIREMENTS, LONGEST_REQUIREMENT = 24, 12, 300


@dataclass(frozen=True)
class Planned:
    """A tranche as somebody plans it. ``requirements``: in words, each one that must be there first."""

    title: str
    amount: Money
    from_day: date
    requirements: tuple[str, ...] = ()


def problems(said: Planned) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with it: the field, and the sentence for who can mend it."""
    if not clean(said.title) or len(said.title) > LONGEST_NAME:
        yield "title", _("Give it a title of at most %(count)d characters.") % {"count": LONGEST_NAME}
    if not said.amount:
        yield "amount", _("A payment is of more than nothing.")
    if len(said.requirements) > MOST_REQUIREMENTS:
        yield (
            "requirements",
            _("At most %(count)d requirements, one in each line.") % {"count": MOST_REQUIREMENTS},
        )
    if any(len(each) > LONGEST_REQUIREMENT for each in said.requirements):
        yield (
            "requirements",
            _("A requirement has at most %(count)d characters.") % {"count": LONGEST_REQUIREMENT},
        )


@transaction.atomic
def plan_tranche(agreement: Agreement, said: Planned, *, by: Person) -> Tranche:
    """Take a part of the award for a payment; all of them together are never more than the award."""
    access.require(by, "run_agreement", agreement)
    if found := [sentence for _field, sentence in problems(said)]:
        raise Refused(" ".join(found))
    account.hold(agreement)
    if agreement.state not in (SIGNED, ACTIVE):
        raise Refused(_("Payments are planned once both sides have signed, and while the agreement runs."))
    number = agreement.tranches.count() + 1
    if number > MOST_TRANCHES:
        raise Refused(_("An agreement has at most %(count)d payments.") % {"count": MOST_TRANCHES})
    account.plan(agreement, said.amount)
    tranche = Tranche.objects.create(
        agreement=agreement,
        number=number,
        title=clean(said.title),
        amount=said.amount.amount,
        from_day=said.from_day,
        planned_on=clock.today(),
        planned_by=by.key,
    )
    _require(tranche, said.requirements)
    payment = _begin_payment(tranche)
    diary.note(tranche, "planned", by=by, body={"amount": str(said.amount), "from": said.from_day})
    stop_if_held(payment)
    return tranche


@transaction.atomic
def meet_requirement(requirement: Requirement, *, ground: str, by: Person) -> None:
    """Say that it is there, and what shows it. Whoever is on the grantee's side cannot."""
    agreement = requirement.tranche.agreement
    access.require(by, "run_agreement", agreement)
    account.hold(agreement)
    if not (ground := clean(ground)) or len(ground) > LONGEST_TEXT:
        raise Refused(_("Say what shows it, in at most %(count)d characters.") % {"count": LONGEST_TEXT})
    unmet = Requirement.objects.filter(pk=requirement.pk, met_at=None)
    if not unmet.update(met_at=clock.now(), met_by=by.key, ground=ground):
        raise Refused(_("Somebody has said already that it is there."))
    requirement.refresh_from_db()
    diary.note(requirement.tranche, "requirement_met", by=by, body={"requirement": requirement.position})


def _require(tranche: Tranche, words: tuple[str, ...]) -> None:
    said = [each for each in map(clean, words) if each]
    Requirement.objects.bulk_create(
        Requirement(tranche=tranche, position=position, words=each) for position, each in enumerate(said, 1)
    )


def _begin_payment(tranche: Tranche) -> Disbursement:
    applicant = tranche.agreement.proposal.applicant
    return Disbursement.objects.create(
        tranche=tranche, applied_by=applicant.key if applicant else "", changed_at=clock.now()
    )
