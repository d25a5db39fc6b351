"""What the product knows of the world by itself, so that there are countries before anybody brings files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from thriving.movement.models import Country, Language
from thriving.movement.reference.languages import language
from thriving.movement.reference.told import Reference, Scheme

FILE = Path(__file__).resolve().parents[1] / "data" / "reference.toml"


def read() -> Reference:
    said = tomllib.loads(FILE.read_text())
    return Reference(
        source=said["source"],
        countries={country.code: country for country in _countries(said)},
        protected=frozenset(said["protected"].split()),
        schemes=tuple(_schemes(said)),
        languages={each.code: each for each in _languages(said)},
    )


def _countries(said: dict[str, Any]) -> Iterator[Country]:
    for line in said["country"]["lines"].split("\n")[:-1]:
        code, alpha3, wikidata, name = line.split(" ", 3)
        yield Country(code=code, alpha3=alpha3, wikidata=wikidata, name=name)


def _languages(said: dict[str, Any]) -> Iterator[Language]:
    for line in said["language"]["lines"].split("\n")[:-1]:
        code, name = line.split(" ", 1)
        yield language(code, name)


def _schemes(said: dict[str, Any]) -> Iterator[Scheme]:
    for key, regions in said["scheme"].items():
        members = {code: name for name, codes in regions.items() for code in codes.split()}
        yield Scheme(key, said["source"], members)
