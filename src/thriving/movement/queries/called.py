"""Which country or language somebody means by a name, in whatever language and script they write it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from babel import Locale

from thriving.movement import search
from thriving.movement.models import SearchWord
from thriving.ui import cldr

Found = dict[str, set[str]]
Names = Callable[[Locale, str], set[str]]


def countries_called(names: Iterable[str]) -> Found:
    """By each name the codes that it may mean: none where nothing is called so, several where many are."""
    return _called(search.COUNTRY, names, _territories)


def languages_called(names: Iterable[str]) -> Found:
    return _called(search.LANGUAGE, names, _languages)


def _called(kind: str, names: Iterable[str], known: Names) -> Found:
    wanted = {name: search.folded_name(name) for name in names}
    indexed = _indexed(kind, set(wanted.values()))
    found: Found = {}
    for name, folded in wanted.items():
        # The page's own language first, so that what a form shows can be sent back as it is.
        found[name] = known(cldr.current(), folded) or indexed[folded] or known(Locale("en"), folded)
    return found


def _indexed(kind: str, words: set[str]) -> Found:
    found: Found = defaultdict(set)
    rows = SearchWord.objects.filter(kind=kind, whole=True, word__in=words)
    for word, record in rows.values_list("word", "record"):
        found[word].add(record)
    return found


def _territories(locale: Locale, folded: str) -> set[str]:
    return {
        code
        for code, name in locale.territories.items()
        if code.isalpha() and folded in (search.folded_name(str(name)), code.lower())
    }


def _languages(locale: Locale, folded: str) -> set[str]:
    return {
        code.replace("_", "-").lower()
        for code, name in locale.languages.items()
        if folded in (search.folded_name(str(name)), code.lower())
    }
