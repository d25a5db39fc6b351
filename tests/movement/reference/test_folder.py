from __future__ import annotations

from pathlib import Path

import pytest

from thriving.movement.reference import folder
from thriving.movement.reference.told import Reference, Refused

REAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "reference"
needs_real = pytest.mark.skipif(
    not REAL.is_dir(), reason="the real reference files are not beside the checkout"
)

COUNTRIES = (
    "name\tiso_code\tiso_alpha3_code\twikidata_id\tis_protected\twikimedia_region\t"
    "grant_committee_region\teconomic_region\tis_eu\n"
    "Namibia\tNA\tNAM\tQ1030\tFalse\tSub-Saharan Africa\tMiddle East & Africa\tGlobal South\tFalse\n"
    "Syria\tSY\tSYR\tQ858\tTrue\tMiddle East & North Africa\tMiddle East & Africa\tGlobal South\tFalse\n"
    "Antarctica\tAQ\tATA\tQ51\tFalse\t\t\tGlobal South\tFalse\n"
)
WIKIS = (
    "database_code\tdomain_name\tdatabase_group\tlanguage_name\tstatus\tvisibility\tenglish_name\n"
    "nawiki\tna.wikipedia.org\twikipedia\tNauru\topen\tpublic\tNauru Wikipedia\n"
    "roa_rupwiki\troa-rup.wikipedia.org\twikipedia\tAromanian\topen\tpublic\tAromanian Wikipedia\n"
    "zh_classicalwiki\tzh-classical.wikipedia.org\twikipedia\tLiterary Chinese\topen\tpublic\tClassical\n"
    "commonswiki\tcommons.wikimedia.org\tcommons\tEnglish\topen\tpublic\tWikimedia Commons\n"
    "arwikimedia\tar.wikimedia.org\tarwikimedia\tEnglish\tclosed\tprivate\tWikimedia Argentina\n"
)
TERRITORIES = (
    "WikimediaLanguagecode;languagenameEnglish;territoryname;QitemTerritory;ISO3166;ISO31662;"
    "indigenous;officialnationalorregional\r\n"
    ";;;;;;;\r\n"
    "af;Afrikaans;Namibia;Q1030;NA;;no;no\r\n"
    "af;Afrikaans;Namibia;Q1030;NA;;no;no\r\n"
    "be_x_old;Belarusian;Syria;Q858;SY;SY-DI;yes;yes\r\n"
    "eo;Esperanto;;;;;;\r\n"
)


def brought(path: Path, **contents: str | bytes) -> Path:
    """A folder with these files, by the first word of their names."""
    names = {"countries": "countries.tsv", "wikis": "wikis.tsv", "languages": "languages-territories.csv"}
    for name, content in contents.items():
        (path / names[name]).write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def whole(path: Path) -> Reference:
    return folder.read(brought(path, countries=COUNTRIES, wikis=WIKIS, languages=TERRITORIES))


def test_na_is_namibia(tmp_path: Path) -> None:
    told = whole(tmp_path)
    assert told.countries is not None
    assert told.countries["NA"].alpha3 == "NAM"
    assert told.schemes[0].keys["NA"] == "sub-saharan-africa"


def test_country_without_a_region_is_in_none(tmp_path: Path) -> None:
    wikimedia, grants, economic = whole(tmp_path).schemes
    assert ("AQ" in wikimedia.members, "AQ" in grants.members, economic.keys["AQ"]) == (
        False,
        False,
        "global-south",
    )


def test_protected_countries_are_told(tmp_path: Path) -> None:
    assert whole(tmp_path).protected == {"SY"}


def test_language_of_a_wiki_is_the_one_of_its_address(tmp_path: Path) -> None:
    told = whole(tmp_path)
    assert told.wikis is not None
    assert {code: wiki.language_id for code, wiki in told.wikis.items()} == {
        "nawiki": "na",
        "roa_rupwiki": "roa-rup",
        "zh_classicalwiki": "zh-classical",
        "commonswiki": None,
        "arwikimedia": None,
    }
    assert told.languages["roa-rup"].standard == "rup"


def test_homes_of_languages(tmp_path: Path) -> None:
    """A blank line and a line twice are passed over; an old code is understood; Esperanto has no home."""
    told = whole(tmp_path)
    assert told.territories is not None
    assert sorted(told.territories) == [("af", "Q1030"), ("be-tarask", "Q858")]
    assert told.territories["be-tarask", "Q858"].official == "yes"
    assert {"eo", "be-tarask"} <= told.languages.keys()


def test_file_of_an_old_macintosh_is_read_and_said_so(tmp_path: Path) -> None:
    old = TERRITORIES.replace("Namibia", "Território").encode("mac_roman")
    told = folder.read(brought(tmp_path, countries=COUNTRIES, languages=old))
    assert told.territories is not None
    assert told.territories["af", "Q1030"].name == "Território"
    assert told.notes == ("languages-territories.csv is not in UTF-8; it was read as Mac OS Roman.",)


@pytest.mark.parametrize(
    ("file", "wrong", "right", "sentence"),
    [
        ("countries", "\tSY\t", "\tSYR\t", "countries.tsv, line 3, iso_code: “SYR” is not written"),
        ("countries", "\tTrue\t", "\tmaybe\t", "countries.tsv, line 3, is_protected: “maybe” is neither"),
        ("countries", "SY\tSYR", "NA\tSYR", "countries.tsv, line 3: “NA” already stands in line 2."),
        ("countries", "Q858", "858", "countries.tsv, line 3, wikidata_id: “858” is not written"),
        ("countries", "iso_code", "code", "countries.tsv, line 1: The column “iso_code” is missing."),
        ("wikis", "\tclosed\t", "\tlocked\t", "wikis.tsv, line 6, status: “locked” is not one of"),
        ("wikis", "roa_rupwiki", "nawiki", "wikis.tsv, line 3: “nawiki” already stands in line 2."),
        ("wikis", "ar.wikimedia.org", "na.wikipedia.org", "wikis.tsv, line 6: “na.wikipedia.org” already"),
        ("languages", "af;", "Af frikaans;", "languages-territories.csv, line 3: “Af frikaans” is not the"),
        ("languages", ";SY;", ";ZZ;", "languages-territories.csv, line 5, ISO3166: There is no country"),
        ("languages", ";Q858;", ";;", "languages-territories.csv, line 5, QitemTerritory: “” is not written"),
        (
            "languages",
            "NA;;no;no\r\nbe",
            "NA;;no;national\r\nbe",
            "line 4: “af Q1030” already stands in line 3.",
        ),
    ],
)
def test_bad_row_is_refused_with_its_line(
    tmp_path: Path, file: str, wrong: str, right: str, sentence: str
) -> None:
    contents = {"countries": COUNTRIES, "wikis": WIKIS, "languages": TERRITORIES}
    assert wrong in contents[file]
    contents[file] = contents[file].replace(wrong, right, 1)
    with pytest.raises(Refused) as refused:
        folder.read(brought(tmp_path, **contents))
    assert any(sentence in told for told in refused.value.sentences), refused.value.sentences


def test_every_bad_row_is_told_up_to_fifty(tmp_path: Path) -> None:
    rows = "".join(f"Nowhere\t{number}\tNAM\tQ1\tFalse\t\t\t\tFalse\n" for number in range(60))
    with pytest.raises(Refused) as refused:
        folder.read(brought(tmp_path, countries=COUNTRIES.splitlines(keepends=True)[0] + rows))
    assert len(refused.value.sentences) == 51
    assert refused.value.sentences[-1] == "There are 119 faults in all."


def test_folder_without_any_of_the_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="has none of these files"):
        folder.read(tmp_path)
    with pytest.raises(Refused, match="There is no folder"):
        folder.read(tmp_path / "elsewhere")


def test_file_that_is_absent_tells_nothing(tmp_path: Path) -> None:
    told = folder.read(brought(tmp_path, wikis=WIKIS))
    assert (told.countries, told.protected, told.schemes, told.territories) == (None, None, (), None)


def test_homes_alone_are_held_against_the_countries_known(tmp_path: Path) -> None:
    path = brought(tmp_path, languages=TERRITORIES)
    told = folder.read(path, known=["NA", "SY"])
    assert told.territories is not None
    assert len(told.territories) == 2
    with pytest.raises(Refused, match="There is no country or territory “SY”"):
        folder.read(path, known=["NA"])


def test_source_names_the_files_and_their_digests(tmp_path: Path) -> None:
    told = folder.read(brought(tmp_path, countries=COUNTRIES), source="canonical-data")
    assert told.source.startswith("canonical-data: countries.tsv, SHA-256 ")


@needs_real
@pytest.mark.data
def test_the_real_files() -> None:
    told = folder.read(REAL)
    assert told.countries is not None
    assert told.wikis is not None
    assert told.territories is not None
    assert (len(told.countries), len(told.wikis), len(told.territories)) == (250, 1031, 1779)
    assert told.countries["NA"].name == "Namibia"
    assert [len(set(scheme.members.values())) for scheme in told.schemes] == [8, 7, 2]
    assert told.territories["ace", "Q1823"].language_id == "ace"
    odd = {"simple", "be-tarask", "no", "zh-classical", "roa-rup", "map-bms", "als"}
    assert {code: told.languages[code].standard for code in odd} == {
        "simple": "en-simple",
        "be-tarask": "be-tarask",
        "no": "nb",
        "zh-classical": "lzh",
        "roa-rup": "rup",
        "map-bms": "jv-x-bms",
        "als": "gsw",
    }
    assert [code for code, each in told.languages.items() if not each.script] == ["tlh"]
