"""By what the work is to be measured: measures that everybody shares, or one's own, each with a target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.evidence.models import Measure
from thriving.grants.proposals.actions.drafting import keep, open_draft
from thriving.grants.proposals.models import ChosenMeasure, Proposal
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.movement.spelling import line

MOST_MEASURES, LONGEST_OWN, LONGEST_NOTE = 20, 200, 300
HIGHEST, PLACES = Decimal(10) ** 11, 3  # of a target


@dataclass(frozen=True)
class MeasureSaid:
    """``measure`` is a key of a shared one; without it, ``own`` says what is counted."""

    target: Decimal
    measure: str = ""
    own: str = ""
    note: str = ""


@transaction.atomic
def measure(proposal: Proposal, said: Sequence[MeasureSaid], *, revision: int, by: Person) -> None:
    """Have the proposal promise exactly these: the core measures of its round first, then the others."""
    open_draft(proposal, revision, by)
    keys = [each.measure for each in said if each.measure]
    known = {each.key: each for each in Measure.objects.filter(key__in=keys)}
    if len(said) > MOST_MEASURES:
        raise Refused(_("At most %(count)d measures: fewer are better kept.") % {"count": MOST_MEASURES})
    if len(set(keys)) < len(keys):
        raise Refused(_("A measure is chosen once."))
    for each in said:
        _require_sound(each, known)
    proposal.measures.all().delete()
    ChosenMeasure.objects.bulk_create(
        ChosenMeasure(
            proposal=proposal,
            position=at,
            measure=known.get(each.measure),
            own="" if each.measure else line(each.own)[:LONGEST_OWN],
            target=each.target,
            note=line(each.note)[:LONGEST_NOTE],
        )
        for at, each in enumerate(_core_first(said, proposal.round.core_measures), start=1)
    )
    keep(proposal, "chose measures", by)


def _core_first(said: Sequence[MeasureSaid], core: Sequence[str]) -> list[MeasureSaid]:
    places = {key: at for at, key in enumerate(core)}
    return sorted(said, key=lambda each: places.get(each.measure, len(core)))


def _require_sound(said: MeasureSaid, known: dict[str, Measure]) -> None:
    if said.measure and said.measure not in known:
        raise Refused(_("There is no measure “%(key)s”.") % {"key": said.measure[:80]})
    if not said.measure and not line(said.own):
        raise Refused(_("Choose a measure, or say what you will count."))
    if not _is_target(said.target):
        raise Refused(_("A target is a number above zero, with at most three digits after the point."))


def _is_target(target: Decimal) -> bool:
    return target.is_finite() and 0 < target < HIGHEST and target == round(target, PLACES)
