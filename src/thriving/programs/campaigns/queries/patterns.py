"""Learning patterns that pieces of boxes and campaigns name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from thriving.kernel.words import Words
from thriving.programs.campaigns.content import Content, Kind
from thriving.programs.campaigns.models import Piece
from thriving.programs.patterns.models import Pattern, State


def called(keys: Iterable[str]) -> Mapping[str, Words]:
    """By key, what they are called; a retired one too, whose page says why. Drafts are nowhere named."""
    found = Pattern.objects.filter(key__in=set(keys)).exclude(state=State.DRAFT)
    return {each.key: each.title for each in found.only("key", "title")}


def to_choose() -> list[tuple[str, str]]:
    """Those that are published, by their names."""
    found = Pattern.objects.filter(state=State.PUBLISHED).only("key", "title")
    return [(each.key, str(each.title)) for each in found.order_by("sort_title", "pk")]


def titled(said: Sequence[Content]) -> list[Content]:
    """Each as it is shown: what names a learning pattern has its title."""
    names = called(each.pattern for each in said if each.pattern)
    return [replace(each, title=names.get(each.pattern, Words())) if each.pattern else each for each in said]


def shown(pieces: Sequence[Piece]) -> list[Piece]:
    """Those that can be shown, with their titles: without learning patterns that are drafts again or gone."""
    for piece, said in zip(pieces, titled([each.said for each in pieces]), strict=True):
        piece.__dict__["said"] = said  # what reading it made, and nothing that is saved
    return [each for each in pieces if each.kind != Kind.PATTERN or each.said.title]
