from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from tests import places as made
from tests.conftest import Cast
from tests.movement.reference.test_folder import COUNTRIES, REAL, TERRITORIES, WIKIS, brought, needs_real

from thriving.kernel import clock, diary
from thriving.movement import actions, search
from thriving.movement.commands import people
from thriving.movement.models import (
    Country,
    CountryProtection,
    CountryRegion,
    Language,
    LanguageTerritory,
    RegionScheme,
    Wiki,
)
from thriving.movement.queries import places

pytestmark = pytest.mark.django_db
LATER = date(2026, 7, 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return brought(tmp_path, countries=COUNTRIES, wikis=WIKIS, languages=TERRITORIES)


def run(*words: str | Path) -> tuple[int, str]:
    answer = CliRunner().invoke(people, ["load-reference", *map(str, words)])
    return answer.exit_code, answer.output


def test_folder_is_taken_over(path: Path) -> None:
    code, told = run(path, "--source", "canonical-data")
    assert code == 0, told
    assert "Read: 3 countries, 6 languages, 2 homes of languages, 5 wikis." in told
    assert (Country.objects.count(), Wiki.objects.count(), LanguageTerritory.objects.count()) == (3, 5, 2)
    protection = CountryProtection.objects.get()
    assert (protection.country_id, protection.begins_on) == ("SY", clock.today())
    assert protection.source.startswith("canonical-data: countries.tsv, SHA-256")
    entry = diary.entries_about("movement.reference").get()
    assert (entry.verb, entry.actor) == ("loaded", "thriving people load-reference")


def test_load_again_changes_nothing(path: Path) -> None:
    run(path)
    assert "Nothing to change: all of it is known already." in run(path)[1]
    assert diary.entries_about("movement.reference").count() == 1


def test_preview_says_what_would_change_and_changes_nothing(path: Path) -> None:
    run(path)
    wikis = WIKIS.replace("\tclosed\tprivate", "\topen\tprivate").replace("nawiki", "naurwiki")
    brought(path, wikis=wikis.replace("na.wikipedia", "naur.wikipedia"))
    code, told = run(path, "--preview")
    assert code == 0
    assert "Wikis: 1 new, 1 changed, 1 gone" in told
    assert "  + naurwiki" in told
    assert "  arwikimedia: status closed → open" in told
    assert "  - nawiki" in told
    assert "This was a preview: nothing has changed." in told
    assert set(Wiki.objects.filter(gone_on=None).values_list("status", flat=True)) == {"open", "closed"}
    assert not Wiki.objects.filter(pk="naurwiki").exists()


def test_what_is_gone_stays_known_and_may_come_back(path: Path) -> None:
    run(path)
    without = [line for line in WIKIS.splitlines(keepends=True) if not line.startswith("nawiki")]
    brought(path, wikis="".join(without))
    run(path, "--since", "2026-07-01")
    assert Wiki.objects.get(pk="nawiki").gone_on == LATER
    assert "Nothing to change" in run(path)[1]
    brought(path, wikis=WIKIS)
    assert "nawiki: gone_on 2026-07-01 → (nothing)" in run(path)[1]
    assert Wiki.objects.get(pk="nawiki").gone_on is None


def test_bad_row_changes_nothing(path: Path) -> None:
    run(path)
    brought(
        path, countries=COUNTRIES.replace("Namibia", "Namibia!"), wikis=WIKIS.replace("\topen", "\tlocked")
    )
    code, told = run(path)
    assert code == 1
    assert "wikis.tsv, line 2, status: “locked” is not one of: open, closed." in told
    assert "Nothing has changed." in told
    assert Country.objects.get(pk="NA").name == "Namibia"


def test_region_that_differs_makes_a_new_version(path: Path) -> None:
    run(path)
    brought(path, countries=COUNTRIES.replace("\tMiddle East & North Africa\t", "\tSouth Asia\t"))
    code, told = run(path, "--since", "2026-07-01")
    assert code == 0
    assert "  SY: wikimedia middle-east-and-north-africa → south-asia" in told
    assert [each.version for each in RegionScheme.objects.filter(key="wikimedia").order_by("version")] == [
        1,
        2,
    ]
    assert RegionScheme.objects.filter(key="economic").count() == 1
    assert places.region_of("SY", "wikimedia", date(2026, 6, 30)) == "middle-east-and-north-africa"
    assert places.region_of("SY", "wikimedia", LATER) == "south-asia"
    assert places.region_of("NA", "wikimedia", LATER) == "sub-saharan-africa"


@pytest.mark.parametrize("preview", [[], ["--preview"]])
def test_past_of_a_scheme_is_not_written_anew(path: Path, preview: list[str]) -> None:
    run(path)
    brought(path, countries=COUNTRIES.replace("\tMiddle East & North Africa\t", "\tSouth Asia\t"))
    run(path, "--since", "2026-07-01")
    brought(path, countries=COUNTRIES)
    code, told = run(path, "--since", "2026-07-01", *preview)
    assert code == 1
    assert "Version 2 of the scheme “wikimedia” stands since 2026-07-01: a new one begins later." in told
    assert places.region_of("SY", "wikimedia", LATER) == "south-asia"


def test_first_version_stands_for_every_day_before_it(path: Path) -> None:
    run(path)
    assert places.region_of("SY", "wikimedia", date(1999, 1, 1)) == "middle-east-and-north-africa"


def test_versions_never_change(path: Path) -> None:
    run(path)
    with pytest.raises(DatabaseError), transaction.atomic():
        CountryRegion.objects.update(country_id="NA")
    with pytest.raises(DatabaseError), transaction.atomic():
        CountryRegion.objects.all().delete()


def test_protection_has_a_beginning_and_an_end(path: Path) -> None:
    run(path, "--since", "2026-01-01")
    brought(path, countries=COUNTRIES.replace("\tTrue\t", "\tFalse\t"))
    assert "Protected countries: 1 gone" in run(path, "--since", "2026-07-01")[1]
    assert places.protected_countries(date(2026, 6, 30)) == {"SY"}
    assert places.protected_countries(LATER) == frozenset()


def test_search_finds_places_in_other_languages(path: Path) -> None:
    run(path)
    found = [
        (search.COUNTRY, "ناميبيا", ["NA"]),
        (search.LANGUAGE, "armaneashti", ["roa-rup"]),
        (search.WIKI, "commons", ["commonswiki"]),
    ]
    assert [list(search.find(search.Question(asked), kind, limit=2)) for kind, asked, _codes in found] == [
        codes for _kind, _asked, codes in found
    ]


def test_loading_is_for_those_who_may(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        actions.load_reference(made.told(), by=cast.volunteer)


def test_product_brings_countries_where_there_are_none() -> None:
    assert actions.load_shipped_reference(by="test")
    assert (Country.objects.count(), CountryProtection.objects.count()) == (250, 36)
    assert places.region_of("NA", "wikimedia") == "sub-saharan-africa"
    assert places.region_of("AQ", "wikimedia") is None
    assert len(places.countries_of("south-asia", "wikimedia")) == 8
    assert not actions.load_shipped_reference(by="test")


@needs_real
@pytest.mark.data
def test_real_files_over_our_own() -> None:
    """Our own was written from the same source: they add wikis and homes, and change nothing."""
    actions.load_shipped_reference(by="test")
    code, told = run(REAL)
    assert code == 0
    assert "Read: 250 countries, 348 languages, 1779 homes of languages, 1031 wikis." in told
    assert "Languages: 3 new\n" in told
    assert "Countries" not in told
    assert "regions" not in told
    assert Language.objects.get(pk="dag").wikis.filter(project="wikipedia").exists()
    assert "Nothing to change" in run(REAL)[1]


@needs_real
@pytest.mark.data
def test_real_files_with_a_bad_row_change_nothing(tmp_path: Path) -> None:
    countries = (REAL / "countries.tsv").read_text().replace("Namibia\tNA\t", "Namibia\t\t")
    brought(tmp_path, countries=countries, wikis=(REAL / "wikis.tsv").read_bytes())
    code, told = run(tmp_path)
    assert code == 1
    assert "iso_code: This cell must not be empty." in told
    assert not Country.objects.exists()
