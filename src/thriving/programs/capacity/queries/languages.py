from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thriving.movement.models import Language, Standing

UNDERREPRESENTED = "underrepresented"


def standings_on(day: date, codes: Iterable[str]) -> dict[str, str]:
    """By language: whether the movement calls it underrepresented on that day, in the ledger's words."""
    wanted = list(codes)
    said = Standing.objects.on(day).filter(kind=UNDERREPRESENTED, language__in=wanted)
    under = set(said.values_list("language", flat=True))
    return {code: UNDERREPRESENTED if code in under else "represented" for code in wanted}


def spoken(codes: Iterable[str]) -> set[str]:
    """Those of the codes that the reference knows."""
    return set(Language.objects.filter(pk__in=list(codes)).values_list("pk", flat=True))
