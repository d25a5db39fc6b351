"""Who stands behind the codes of an issuer: the only link between a file and a random identifier."""

from __future__ import annotations

from collections.abc import Collection

from thriving.evidence.kinds import people_kinds
from thriving.evidence.models import Batch, Fact, PersonCode, StagedRow
from thriving.movement.models import new_key


def keys_for(batch: Batch, codes: Collection[str]) -> dict[str, str]:
    """The identifier behind each code of the batch's issuer; a code never seen gets a new one.

    Without an issuer no code means anything, and only our own identifiers are found.
    """
    wanted = set(codes)
    keys = {code: code for code in _identifiers_among(wanted)} | _known(batch.issuer, wanted)
    new = wanted - keys.keys()
    if new and batch.issuer:
        # Another import may meet the same person this moment: whoever links first decides.
        PersonCode.objects.bulk_create(
            [PersonCode(issuer=batch.issuer, code=code, key=new_key(), batch=batch) for code in sorted(new)],
            ignore_conflicts=True,
        )
        keys |= _known(batch.issuer, new)
    return keys


def forget(key: str) -> int:
    """Delete every link to a person. Facts keep the bare identifier, so no number moves. How many."""
    return PersonCode.objects.filter(key=key).delete()[0]


def unlink_unused(batch: Batch) -> None:
    """Delete the links that this batch made and that nothing else has used since."""
    stated = Fact.objects.filter(kind__in=people_kinds()).values("subject")
    staged = StagedRow.objects.exclude(batch=batch).values("subject")
    PersonCode.objects.filter(batch=batch).exclude(key__in=stated).exclude(key__in=staged).delete()


def _known(issuer: str, codes: Collection[str]) -> dict[str, str]:
    links = PersonCode.objects.filter(issuer=issuer, code__in=codes)
    return dict(links.values_list("code", "key"))


def _identifiers_among(codes: Collection[str]) -> set[str]:
    """What stands in the file as our own identifier, as an export has it, is that person."""
    return set(PersonCode.objects.filter(key__in=codes).values_list("key", flat=True))
