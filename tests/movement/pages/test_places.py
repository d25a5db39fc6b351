from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import places as made

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement import figures
from thriving.movement.actions.standings import define_shipped, end_standing, say_standing
from thriving.movement.figures import Figure
from thriving.movement.models import Country, Definition, Language, LanguageTerritory

pytestmark = pytest.mark.django_db
MOVED = date(2021, 1, 1)


@pytest.fixture
def world() -> None:
    """Four countries in three regions, one of them protected; Dagbani is at home in Ghana."""
    made.few(protected="IN")
    ghana = Country.objects.get(pk="GH")
    dagbani = Language.objects.get(pk="dag")
    LanguageTerritory.objects.create(
        language=dagbani, country=ghana, wikidata="Q117", name="Ghana", official="no", indigenous=True
    )
    made.wiki("dagwiki", "dag")
    made.wiki("commonswiki", project="commons")


def page(client: Client, path: str, language: str = "en") -> str:
    answer = client.get(path, headers={"accept-language": language})
    assert answer.status_code == 200, path
    return answer.content.decode()


def rows(client: Client, path: str, language: str = "en") -> list[dict[str, Any]]:
    answer = client.get(path, headers={"accept-language": language})
    assert answer.status_code == 200, path
    found: list[dict[str, Any]] = answer.json()["rows"]
    return found


@pytest.mark.usefixtures("world")
def test_countries_stand_under_their_regions(client: Client) -> None:
    told = page(client, "/countries/")
    words = ("North America", "Canada", "South Asia", "India", "Ghana", "Namibia")
    order = [told.index(word) for word in words]
    assert order == sorted(order)
    assert told.count("protected</span>") == 1


@pytest.mark.usefixtures("world")
def test_names_are_in_the_reader_s_language(client: Client) -> None:
    assert {each["code"]: each["name"] for each in rows(client, "/countries.json", "ar")} == {
        "CA": "كندا",
        "GH": "غانا",
        "IN": "الهند",
        "NA": "ناميبيا",
    }


@pytest.mark.usefixtures("world")
def test_twin_tells_region_and_protection(client: Client) -> None:
    told = {each["code"]: each for each in rows(client, "/countries.json?scheme=wikimedia")}
    assert (told["NA"]["region"], told["NA"]["protected"]) == ("sub-saharan-africa", False)
    assert (told["IN"]["protected"], told["IN"]["protected_since"]) == (True, "2019-07-01")
    assert client.get("/countries.csv").content.decode().count("\r\n") == 5


@pytest.mark.usefixtures("world")
def test_scheme_that_is_not_there_gets_a_sentence(client: Client) -> None:
    answer = client.get("/countries/?scheme=moons")
    assert answer.status_code == 400
    assert "There is no scheme of regions called “moons”." in answer.content.decode()


def test_without_a_reference_the_page_says_how_to_bring_it(client: Client) -> None:
    assert "thriving people load-reference FOLDER" in page(client, "/countries/")
    assert "thriving people load-reference FOLDER" in page(client, "/wikis/")


@pytest.mark.usefixtures("world")
def test_country_tells_where_it_lies_and_what_is_spoken(client: Client) -> None:
    told = page(client, "/countries/GH/")
    assert '<a href="/regions/wikimedia/sub-saharan-africa/">Sub-Saharan Africa</a>' in told
    assert '<span lang="dag" dir="ltr">dagbanli</span>' in told
    assert "Taking part from here" not in told
    assert page(client, "/countries/gh/") == told.replace("/countries/GH", "/countries/gh")


@pytest.mark.usefixtures("world")
def test_protected_country_says_since_when_and_by_whose_word(client: Client) -> None:
    told = page(client, "/countries/IN/")
    assert "Taking part from here may bring people into danger" in told
    assert "source: a test" in told
    assert '<time datetime="2019-07-01">' in told


@pytest.mark.usefixtures("world")
def test_country_remembers_in_which_region_it_was(client: Client) -> None:
    made.few({**made.WORLD, "NA": "South Asia"}, on=MOVED)
    told = page(client, "/countries/NA/")
    assert told.index("South Asia") < told.index("Sub-Saharan Africa")
    assert '<time datetime="2021-01-01">' in told


@pytest.mark.usefixtures("world")
def test_region_of_an_earlier_version_can_be_read(client: Client) -> None:
    made.few({**made.WORLD, "NA": "South Asia"}, on=MOVED)
    assert [each["code"] for each in rows(client, "/regions/wikimedia/south-asia.json")] == ["IN", "NA"]
    assert [each["code"] for each in rows(client, "/regions/wikimedia/south-asia.json?version=1")] == ["IN"]
    assert "no longer the newest" in page(client, "/regions/wikimedia/south-asia/?version=1")
    assert [each["countries"] for each in rows(client, "/regions/wikimedia.json")] == [1, 2, 1]
    assert "Version <bdi>2</bdi>" in page(client, "/regions/wikimedia/")


@pytest.mark.usefixtures("world")
def test_region_shows_the_figures_that_others_tell(client: Client) -> None:
    def tell(reader: Any, scheme: str, region: str) -> list[Figure]:
        return [Figure(Words(en=f"Organizers in {scheme}/{region}"), "88", "/somewhere/")]

    path = "/regions/wikimedia/south-asia/"
    assert "No published figure is divided by these regions yet." in page(client, path)
    with figures.tellers.temporarily("a test", tell):
        told = page(client, path)
    assert '<a href="/somewhere/">Organizers in wikimedia/south-asia</a>: <bdi>88</bdi>' in told


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    "path",
    [
        "/countries/ZZ/",
        "/regions/moons/",
        "/regions/wikimedia/?version=7",
        "/regions/wikimedia/atlantis/",
        "/languages/xx/",
        "/wikis/xxwiki/",
        "/definitions/nothing/",
    ],
)
def test_what_is_not_there_is_absent(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.usefixtures("world")
def test_languages_tell_their_own_names(client: Client) -> None:
    told = {each["code"]: each for each in rows(client, "/languages.json")}
    assert told["dag"] == {
        "code": "dag",
        "standard": "dag",
        "name": "Dagbani",
        "autonym": "dagbanli",
        "script": "Latn",
        "direction": "ltr",
        "standing": [],
        "wikis": 1,
    }
    assert told["simple"]["standard"] == "en-simple"
    made.languages("azb")
    assert '<span lang="azb" dir="rtl">تۆرکجه</span>' in page(client, "/languages/")


@pytest.mark.usefixtures("world")
def test_language_tells_its_wikis_and_homes(client: Client) -> None:
    told = page(client, "/languages/dag/")
    for part in ("dagbanli", "from left to right", "Dagwiki", '<a href="/countries/GH/">Ghana</a>'):
        assert part in told
    assert [each["code"] for each in rows(client, "/languages/dag.json")] == ["dagwiki"]


@pytest.mark.usefixtures("world")
def test_standing_tells_its_reason_and_its_source(client: Client) -> None:
    define_shipped(by="test")
    standing = say_standing(
        Language.objects.get(pk="dag"),
        "underrepresented",
        definition=Definition.objects.get(key="underrepresented-language"),
        reason=Words(en="Few articles for its million speakers."),
        source="A list of ours",
        by="test",
        since=date(2020, 1, 1),
    )
    told = page(client, "/languages/dag/")
    for part in (
        "Few articles for its million speakers.",
        "source: A list of ours",
        "Underrepresented language",
    ):
        assert part in told
    assert [each["code"] for each in rows(client, "/languages.json?standing=underrepresented")] == ["dag"]
    assert [each["key"] for each in rows(client, "/definitions/underrepresented-language.json")] == ["dag"]
    end_standing(standing, why="It has grown.", by="test", on=clock.today())
    assert "Once: underrepresented" in page(client, "/languages/dag/")
    assert rows(client, "/languages.json?standing=underrepresented") == []


@pytest.mark.usefixtures("world")
def test_wikis_can_be_filtered(client: Client) -> None:
    assert [each["code"] for each in rows(client, "/wikis.json")] == ["commonswiki", "dagwiki"]
    assert [each["code"] for each in rows(client, "/wikis.json?project=wikipedia")] == ["dagwiki"]
    assert rows(client, "/wikis.json?status=closed") == []
    assert "Dagwiki" in page(client, "/wikis/dagwiki/")


def test_definitions_are_told(client: Client) -> None:
    define_shipped(by="test")
    assert [each["key"] for each in rows(client, "/definitions.json")] == [
        "emerging-community",
        "underrepresented-language",
    ]
    assert "No threshold is agreed on" in page(client, "/definitions/underrepresented-language/")


LISTS = ["/countries/", "/countries/GH/", "/regions/wikimedia/", "/languages/", "/languages/dag/", "/wikis/"]


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("path", LISTS)
def test_lists_cost_the_same_however_long(client: Client, path: str) -> None:
    client.get(path)
    few = _cost(client, path)
    ghana, dagbani = Country.objects.get(pk="GH"), Language.objects.get(pk="dag")
    made.few({**made.WORLD, "SY": "South Asia", "CY": "South Asia"}, on=MOVED, protected="IN SY CY")
    for number, spoken in enumerate(made.languages("gur", "fat", "tw")):
        for language in (spoken, dagbani):
            LanguageTerritory.objects.create(language=language, country=ghana, wikidata=f"Q{number}")
        made.wiki(f"{spoken.code}wiki", "dag")
    assert _cost(client, path) == few


def _cost(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("path", ["/countries/", "/languages/", "/wikis/"])
def test_lists_lead_to_the_search(client: Client, path: str) -> None:
    assert 'action="/search/" role="search"' in page(client, path)
