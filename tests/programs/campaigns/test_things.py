"""One thing, however it is written."""

from __future__ import annotations

import pytest

from thriving.programs.campaigns.things import problems, thing

WIKIS = frozenset({"enwiki", "commonswiki", "enwiktionary"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("page", "kejetia_Market", "enwiki"), ("PAGE", " Kejetia Market", "ENWIKI")),
        (("item", "q42", ""), ("item", "Q42", "wikidatawiki")),
        (("media", "File:A.jpg", "commonswiki"), ("media", "A.jpg", "commonswiki")),
        (("data", "Set", "", "https://Example.org/a/"), ("data", "The set", "", "https://example.org/a#x")),
    ],
)
def test_two_ways_to_write_it_are_one(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert thing(*one).identity == thing(*other).identity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("page", "Market", "enwiki"), ("page", "Market", "commonswiki")),
        (("page", "march", "enwiktionary"), ("page", "March", "enwiktionary")),
        (("page", "12", "enwiki"), ("edit", "12", "enwiki")),
    ],
)
def test_different_things_stay_apart(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert thing(*one).identity != thing(*other).identity


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (("fish", "A"), "what"),
        (("page", "A"), "wiki"),
        (("page", "A", "nowiki"), "wiki"),
        (("page", "A|B", "enwiki"), "name"),
        (("item", "42"), "name"),
        (("edit", "last", "enwiki"), "name"),
        (("data", "Set", "", "javascript:alert(1)"), "address"),
        (("media", ""), "name"),
    ],
)
def test_what_is_wrong_is_named(said: tuple[str, ...], field: str) -> None:
    assert field in {name for name, _sentence in problems(thing(*said), WIKIS)}
