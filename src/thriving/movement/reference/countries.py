from __future__ import annotations

from thriving.kernel.tables import Column
from thriving.movement.models import Country
from thriving.movement.reference import forms
from thriving.movement.reference.files import File, Values
from thriving.movement.reference.told import Scheme

NAME = "countries.tsv"
# By its column, the scheme that is told.
SCHEMES = {
    "wikimedia_region": "wikimedia",
    "grant_committee_region": "grant-committee",
    "economic_region": "economic",
}
COLUMNS = (
    Column("name", required=True),
    Column("iso_code", required=True),
    Column("iso_alpha3_code", required=True),
    Column("wikidata_id"),
    Column("is_protected", "boolean", required=True),
    *(Column(name) for name in SCHEMES),
)
Told = dict[str, tuple[Country, Values]]


def read(file: File) -> Told:
    """By code, each country and what its row says. ``NA`` is Namibia: no cell here means "nothing"."""
    told: Told = {}
    codes: dict[str, int] = {}
    longer: dict[str, int] = {}
    for row, said in file.rows(COLUMNS):
        formed = forms.well_formed(
            file, row, said, iso_code=forms.COUNTRY, iso_alpha3_code=forms.ALPHA3, wikidata_id=forms.ITEM
        )
        once = [file.once(codes, said["iso_code"], row), file.once(longer, said["iso_alpha3_code"], row)]
        if formed and all(once):
            told[said["iso_code"]] = _country(said), said
    return told


def protected(told: Told) -> frozenset[str]:
    return frozenset(code for code, (_country_, said) in told.items() if said["is_protected"])


def schemes(told: Told, source: str) -> tuple[Scheme, ...]:
    """A country whose cell is empty has no region in that scheme: Antarctica, say."""
    return tuple(
        Scheme(key, source, {code: said[column] for code, (_country_, said) in told.items() if said[column]})
        for column, key in SCHEMES.items()
    )


def _country(said: Values) -> Country:
    return Country(
        code=said["iso_code"],
        alpha3=said["iso_alpha3_code"],
        wikidata=said["wikidata_id"] or "",
        name=said["name"],
    )
