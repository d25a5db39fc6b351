from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from thriving.kernel.tables import Column
from thriving.movement.models import Language, LanguageTerritory, Official
from thriving.movement.reference import forms
from thriving.movement.reference.files import File, Values
from thriving.movement.reference.languages import language

NAME = "languages-territories.csv"
COLUMNS = (
    Column("WikimediaLanguagecode", required=True),
    Column("languagenameEnglish", required=True),
    Column("territoryname"),
    Column("QitemTerritory"),
    Column("ISO3166"),
    Column("ISO31662"),
    Column("indigenous", "boolean"),
    Column("officialnationalorregional", choices=tuple(filter(None, Official.values))),
)
FIELDS = ("country_id", "subdivision", "name", "official", "indigenous")
Homes = dict[tuple[str, str], LanguageTerritory]  # by the codes of language and territory


def read(file: File, languages: dict[str, Language], countries: Collection[str]) -> Homes:
    """Where each language is at home; those that no wiki is in are added to ``languages``."""
    told: Homes = {}
    lines: dict[tuple[str, str], int] = {}
    for row, said in file.rows(COLUMNS):
        code = _language(file, row, said, languages)
        home = _home(file, row, said, code, countries) if code else None
        if home is None:
            continue
        key = home.language_id, home.wikidata
        # A line that says again what another has said is passed over; one that says otherwise is a fault.
        if not _same(told.get(key), home) and file.once(lines, key, row):
            told[key] = home
    return told


def _language(file: File, row: int, said: Values, languages: dict[str, Language]) -> str:
    code = said["WikimediaLanguagecode"].replace("_", "-")  # as in the names of databases
    if not forms.LANGUAGE.fullmatch(code):
        file.blame(row, _("“%(code)s” is not the code of a language.") % {"code": code[:100]})
        return ""
    spoken = language(code, said["languagenameEnglish"])
    return languages.setdefault(spoken.code, spoken).code


def _home(
    file: File, row: int, said: Values, code: str, countries: Collection[str]
) -> LanguageTerritory | None:
    if not said["QitemTerritory"] and not said["ISO3166"]:
        return None  # Esperanto, say, is at home nowhere in particular
    said |= {column: said[column] or "" for column in ("QitemTerritory", "ISO3166")}
    formed = forms.well_formed(
        file, row, said, QitemTerritory=forms.ITEM, ISO3166=forms.COUNTRY, ISO31662=forms.SUBDIVISION
    )
    if formed and countries and said["ISO3166"] not in countries:
        formed = False
        sentence = _("There is no country or territory “%(code)s” in the reference.")
        file.blame(row, sentence % {"code": said["ISO3166"]}, "ISO3166")
    return _territory(said, code) if formed else None


def _territory(said: Values, code: str) -> LanguageTerritory:
    return LanguageTerritory(
        language_id=code,
        country_id=said["ISO3166"],
        subdivision=said["ISO31662"] or "",
        wikidata=said["QitemTerritory"],
        name=said["territoryname"] or "",
        official=said["officialnationalorregional"] or Official.UNKNOWN,
        indigenous=said["indigenous"],
    )


def _same(one: LanguageTerritory | None, other: LanguageTerritory) -> bool:
    return one is not None and all(getattr(one, each) == getattr(other, each) for each in FIELDS)
