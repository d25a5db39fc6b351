"""Numbers that a person types, because no record leaves them: each with a proof and a second person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.evidence import actions
from thriving.evidence.derivations import derivations
from thriving.evidence.measures.specification import STATED_VALUE as KIND
from thriving.evidence.models import Measure, Origin, StatedValue
from thriving.evidence.statements import Statement, problems
from thriving.evidence.states import STATED_VALUE
from thriving.kernel import access, clock, diary, files, outbox
from thriving.movement.models import Person

_PROOFS = ("pdf", "png", "jpeg", "csv", "xlsx")


class ValueRefused(ValidationError):
    """The value cannot be proposed; the messages say why."""


@transaction.atomic
def propose(  # noqa: PLR0913 -- each is a field of the form
    measure: Measure,
    *,
    value: Decimal,
    occurred_on: date,
    by: Any,
    proof_url: str = "",
    proof_file: File[bytes] | None = None,
    note: str = "",
    sample: bool = False,
) -> StatedValue:
    """Put a number before a second person. It counts for nothing until that person confirms it."""
    access.require_holds(by, "propose_value")
    if refusals := _refusals(measure, value, occurred_on, proof_url, proof_file):
        raise ValueRefused(refusals)
    stated = StatedValue.objects.create(
        measure=measure,
        occurred_on=occurred_on,
        value=value,
        proof_url=proof_url,
        proof_file=files.store(proof_file, by=by, kinds=_PROOFS).key if proof_file else "",
        proof_note=note,
        proposed_by=by.key,
        created_at=clock.now(),
        sample=sample,
    )
    diary.note(stated, "proposed", by=by)
    _tell_who_may_decide(stated)
    return stated


@transaction.atomic
def confirm(stated: StatedValue, *, by: Any, note: str = "") -> StatedValue:
    """The second person has seen the proof: the number counts from now on."""
    access.require(by, "decide_value", stated)
    STATED_VALUE.take(stated, "confirm", decided_by=by.key, decided_at=clock.now(), decision_note=note)
    actions.state([_statement(stated)], by=by, origin=Origin.STATED)
    diary.note(stated, "confirmed", by=by)
    _tell_who_proposed(stated)
    return stated


@transaction.atomic
def decline(stated: StatedValue, *, by: Any, why: str) -> StatedValue:
    access.require(by, "decide_value", stated)
    _require_reason(why)
    STATED_VALUE.take(stated, "decline", decided_by=by.key, decided_at=clock.now(), decision_note=why)
    diary.note(stated, "declined", by=by, why=why)
    _tell_who_proposed(stated)
    return stated


@transaction.atomic
def withdraw(stated: StatedValue, *, by: Any) -> StatedValue:
    """Whoever proposed it takes it back before anybody has decided."""
    access.require(by, "withdraw_value", stated)
    STATED_VALUE.take(stated, "withdraw")
    diary.note(stated, "withdrawn", by=by)
    return stated


@transaction.atomic
def retract(stated: StatedValue, *, by: Any, why: str) -> StatedValue:
    """A confirmed number turns out wrong: it counts no longer, and stays known as of earlier."""
    access.require(by, "retract_value", stated)
    _require_reason(why)
    STATED_VALUE.take(stated, "retract", decision_note=why)
    actions.retract(KIND, [_natural_key(stated)], by=by, why=why)
    diary.note(stated, "retracted", by=by, why=why)
    _tell_who_stood_for_it(stated, by)
    return stated


def statements() -> Iterator[Statement]:
    """What the ledger should hold of typed numbers, from the records themselves."""
    confirmed = StatedValue.objects.filter(state=StatedValue.State.CONFIRMED).select_related("measure")
    yield from map(_statement, confirmed)


derivations.add(KIND, statements)


def waiting_for(person: Any) -> QuerySet[StatedValue]:
    """What ``person`` may decide, oldest first: never what they proposed themselves."""
    return access.within(person, "decide_value", StatedValue.objects.select_related("measure")).order_by("pk")


def measures_to_state() -> QuerySet[Measure]:
    """The measures whose number is typed by a person."""
    return Measure.objects.filter(versions__specification__kind="stated").distinct().order_by("key")


# Mail is read by whoever opens the mailbox: it names no number, no person and no reason.


def _tell_who_may_decide(stated: StatedValue) -> None:
    for person in Person.objects.to_write_to():
        if access.may(person, "decide_value", stated):
            outbox.send(
                to=person,
                subject=gettext_lazy("A typed number waits for a second person"),
                text=_letter(
                    gettext_lazy(
                        "It counts once somebody has seen its proof. Sign in and look at “My work”:"
                    ),
                    outbox.address_of(settings.WORK_URL),
                ),
                key=f"stated-value:{stated.pk}:waits",
                kind="work",
            )


def _tell_who_proposed(stated: StatedValue) -> None:
    for person in Person.objects.to_write_to().filter(key=stated.proposed_by):
        outbox.send(
            to=person,
            subject=gettext_lazy("The number that you typed is decided"),
            text=_letter(
                gettext_lazy("A second person has looked at its proof. Sign in and see what they say:"),
                outbox.address_of("evidence:stated-value", stated.pk),
            ),
            key=f"stated-value:{stated.pk}:decided",
            kind="work",
        )


def _tell_who_stood_for_it(stated: StatedValue, by: Any) -> None:
    """Whoever typed it and whoever confirmed it, but for the one who takes it back."""
    keys = {stated.proposed_by, stated.decided_by} - {by.key}
    for person in Person.objects.to_write_to().filter(key__in=keys):
        outbox.send(
            to=person,
            subject=gettext_lazy("A number that you stood for was withdrawn"),
            text=_letter(
                gettext_lazy("It counts no longer. Sign in and see why:"),
                outbox.address_of("evidence:stated-value", stated.pk),
            ),
            key=f"stated-value:{stated.pk}:retracted",
            kind="work",
        )


def _letter(sentence: Promise, address: str) -> Promise:
    return format_lazy("{}\n\n{}\n", sentence, address)


def _refusals(
    measure: Measure, value: Decimal, occurred_on: date, url: str, file: File[bytes] | None
) -> list[str]:
    refusals = [sentence for _field, sentence in problems(_draft(measure, value, occurred_on))]
    if not measures_to_state().filter(pk=measure.pk).exists():
        refusals.append(_("This measure is counted from records: nobody types its number."))
    if occurred_on > clock.today():
        refusals.append(_("This day has not come yet."))
    if not url and not file:
        refusals.append(_("Give a proof: an address where it can be read, or a file."))
    if url and not url.startswith(("https://", "http://")):
        refusals.append(_("An address starts with https://."))
    return refusals


def _draft(measure: Measure, value: Decimal, occurred_on: date) -> Statement:
    return Statement(
        kind=KIND,
        subject=measure.key,
        occurred_on=occurred_on,
        value=value,
        dimensions={"measure": measure.key},
    )


def _statement(stated: StatedValue) -> Statement:
    draft = _draft(stated.measure, stated.value, stated.occurred_on)
    return replace(draft, key=_natural_key(stated))


def _natural_key(stated: StatedValue) -> str:
    return f"stated:{stated.pk}"


def _require_reason(why: str) -> None:
    if not why.strip():
        raise ValueRefused(_("Say why."))
