"""What is counted of a region or a wiki: told by packages above, shown on the pages here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from thriving.kernel.registry import Registry
from thriving.kernel.words import Words


@dataclass(frozen=True)
class Figure:
    """A number as its reader may see it, in words ("88", "fewer than 10"), and where it can be opened."""

    title: Words
    value: str
    address: str


Teller = Callable[[Any, str, str], Iterable[Figure]]  # the reader, the key of the scheme, that of the region

tellers = Registry[Teller]("teller of figures")

# Safe HTML, or nothing: for the page of the wiki of this code, and above the list of all.
OfAWiki = Callable[[HttpRequest, str], str]
sections_of_a_wiki = Registry[OfAWiki]("section of a wiki's page")
above_all_wikis = Registry[Callable[[HttpRequest], str]]("section above all wikis")


def of_region(reader: Any, scheme: str, region: str) -> list[Figure]:
    return [figure for tell in tellers.values() for figure in tell(reader, scheme, region)]


def of_a_wiki(request: HttpRequest, code: str) -> SafeString:
    return _safe(section(request, code) for section in sections_of_a_wiki.values())


def of_all_wikis(request: HttpRequest) -> SafeString:
    return _safe(section(request) for section in above_all_wikis.values())


def _safe(sections: Iterable[str]) -> SafeString:
    return mark_safe("".join(sections))  # noqa: S308 -- each section promises safe HTML
