"""By it the ledger can be compared with the steps that it tells of, and files with what rests on them."""

from __future__ import annotations

from collections.abc import Iterator

from thriving.evidence.derivations import beginnings, derivations
from thriving.kernel import files
from thriving.kernel.files import Rests
from thriving.programs.milestones.facts import BEGINNING, KIND, statements
from thriving.programs.milestones.models import Proof


def documents() -> Iterator[Rests]:
    """Every version that was kept, also the earlier ones."""
    for each in Proof.objects.exclude(file="").select_related("milestone").order_by("pk"):
        yield Rests(
            each.file, each.sha256, f"milestone {each.milestone.key}/{each.step}, version {each.version}"
        )


beginnings.add(KIND, BEGINNING)
derivations.add(KIND, statements)
files.resting.add("milestones", documents)
