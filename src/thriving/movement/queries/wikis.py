from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q
from django.db.models.functions import Lower

from thriving.movement.models import Wiki


def wikis_called(codes: Iterable[str]) -> dict[str, str]:
    """By their codes, what wikis are called; one that is not known here, by its code. One query."""
    wanted = list(dict.fromkeys(codes))
    known = dict(Wiki.objects.filter(code__in=wanted).values_list("code", "name"))
    return {code: known.get(code) or code for code in wanted}


def wikis_meant(names: Iterable[str]) -> dict[str, set[str]]:
    """By each name the codes that it may mean: that of its database, its English name, or its address."""
    wanted = {name: name.casefold().removeprefix("https://").rstrip("/") for name in names}
    lowered = Wiki.objects.annotate(called=Lower("name"))
    meant = set(wanted.values())
    found: dict[str, set[str]] = defaultdict(set)
    rows = lowered.filter(Q(code__in=meant) | Q(called__in=meant) | Q(domain__in=meant, gone_on=None))
    for code, *ways in rows.values_list("code", "code", "called", "domain"):
        for way in ways:
            found[way].add(code)
    return {name: found[way] for name, way in wanted.items()}
