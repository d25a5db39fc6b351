"""Weights are replaced by people, with a reason, and never learned from what others clicked on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary, turn
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.actor import require
from thriving.programs.matching.engine import PARTS, Spread
from thriving.programs.matching.models import Exposure, Purpose, Use, Verdict, WeightSet
from thriving.programs.matching.queries import weights_of

IN_ALL = 100
LONGEST_REASON = 1_000


def problems(purpose: str, weights: Mapping[str, int], reason: str) -> Iterator[str]:
    """What is wrong with them, a sentence for each."""
    if purpose not in Purpose.values:
        yield _("There are no such weights.")
    if unknown := sorted(set(weights) - {part.name for part in PARTS}):
        yield _("Scores have no part called “%(name)s”.") % {"name": unknown[0]}
    if any(weight < 0 for weight in weights.values()):
        yield _("No weight can be less than 0.")
    elif (total := sum(weights.values())) != IN_ALL:
        yield _("The weights must add up to 100, and these add up to %(total)s.") % {"total": total}
    if not reason.strip():
        yield _("Say why: everybody reads it beside the weights.")
    elif len(reason) > LONGEST_REASON:
        yield _("The reason is longer than %(most)s characters.") % {"most": LONGEST_REASON}


@transaction.atomic
def replace_weights(
    purpose: str, weights: Mapping[str, int], *, reason: str, by: Actor, sample: bool = False
) -> WeightSet:
    """From now on scores are made with these; those before stay to be read."""
    require(by, "weigh_matches")
    if found := next(problems(purpose, weights, reason), None):
        raise Refused(found)
    turn.take()  # two at the same moment would give one number twice
    before = weights_of(purpose)
    if dict(before.weights) == (counting := _counting(weights)):
        raise Refused(_("These are the weights already."))
    made = WeightSet.objects.create(
        purpose=purpose,
        version=before.version + 1,
        weights=counting,
        reason=reason.strip(),
        decided_at=clock.now(),
        decided_by=by if isinstance(by, str) else by.key,
        sample=sample,
    )
    diary.note(made, "replaced", by=by, why=reason.strip(), body=counting)
    return made


def tell_verdict(purpose: str, offer: str, *, use: Use, why: str = "", sample: bool = False) -> Verdict:
    """Keep what somebody says of a match, and nothing of who says it: not even the hour."""
    return Verdict.objects.create(
        purpose=purpose,
        version=weights_of(purpose).version,
        offer=offer,
        use=use,
        why=why if use == Use.NOT else "",
        told_on=clock.today(),
        sample=sample,
    )


def tell_exposure(purpose: str, version: int, spread: Spread, *, sample: bool = False) -> Exposure:
    """Of today; said again, it is what was found last."""
    found = asdict(spread) | {"sample": sample}
    told, _new = Exposure.objects.update_or_create(
        purpose=purpose, version=version, on=clock.today(), defaults=found
    )
    return told


def _counting(weights: Mapping[str, int]) -> dict[str, int]:
    """Those that weigh anything, in the order of the parts."""
    return {part.name: weights[part.name] for part in PARTS if weights.get(part.name)}
