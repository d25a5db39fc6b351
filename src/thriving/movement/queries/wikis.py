from __future__ import annotations

from collections.abc import Iterable

from thriving.movement.models import Wiki


def wikis_called(codes: Iterable[str]) -> dict[str, str]:
    """By their codes, what wikis are called; one that is not known here, by its code. One query."""
    wanted = list(dict.fromkeys(codes))
    known = dict(Wiki.objects.filter(code__in=wanted).values_list("code", "name"))
    return {code: known.get(code) or code for code in wanted}
