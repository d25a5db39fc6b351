from __future__ import annotations

import gzip
import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import places
from tests.conftest import Cast
from tests.wiki import world

from thriving.history.metrics.renewal import tenure
from thriving.movement.models import Wiki
from thriving.wiki import queries
from thriving.wiki.models import VitalSign
from thriving.wiki.vital_signs import PARTS, SIGNS

pytestmark = pytest.mark.django_db

MONTHS = [f"{year}-{month:02}-01" for year in range(2005, 2025) for month in range(1, 13)]
EDITORS = [["2020-01-01", "", 9, None, None, None], ["2020-02-01", "", 12, None, None, None]]


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_wiki_shows_its_signs_with_the_snapshot(client: Client) -> None:
    world.sign()
    shown = page(client, "/wikis/aawiki/signs/")
    assert "snapshot 2020-03" in shown
    assert '<a href="/wikis/aawiki/signs/edits/">Edits</a>' in shown


def test_a_sign_has_its_definition_in_the_engines_words_and_its_months_as_a_table(client: Client) -> None:
    world.sign()
    shown = page(client, "/wikis/aawiki/signs/edits/")
    assert "What is counted." in shown
    assert "<table" in shown


def test_small_numbers_of_people_are_for_those_who_may_see_them(client: Client, cast: Cast) -> None:
    world.sign(metric="active_editors_per_wiki", rows=EDITORS)
    address = "/wikis/aawiki/signs/active_editors_per_wiki.json"
    rows = client.get(address).json()["rows"]
    assert [(row["value"], row["withheld"]) for row in rows] == [(None, True), (12, False)]
    client.force_login(cast.volunteer)
    assert client.get(address).json()["rows"][0]["value"] is None
    client.force_login(cast.evaluator)
    assert client.get(address).json()["rows"][0]["value"] == 9


def test_the_page_of_a_visitor_tells_that_a_month_is_withheld_and_not_its_number(client: Client) -> None:
    world.sign(metric="active_editors_per_wiki", rows=[*EDITORS, ["2020-03-01", "", 7, None, None, None]])
    shown = page(client, "/wikis/aawiki/signs/active_editors_per_wiki/")
    assert "<bdi>2</bdi> months are not told" in shown
    assert not re.search(r"<bdi>[79]</bdi>", shown)


def test_what_is_not_known_yet_is_said_with_its_day(client: Client) -> None:
    world.sign(
        rows=[["2020-01-01", "", 5, None, None, None], ["2020-02-01", "", None, None, None, "2020-05-02"]]
    )
    shown = page(client, "/wikis/aawiki/signs/edits/")
    assert 'datetime="2020-05-02"' in shown
    assert "Not known yet" in page(client, "/wikis/aawiki/signs/")


def test_the_list_of_signs_tells_from_when_the_first_open_month_is_known(client: Client) -> None:
    world.sign(rows=[["2020-02-01", "", None, None, None, "2020-05-02"]])
    assert 'datetime="2020-05-02"' in page(client, "/wikis/aawiki/signs/")


def test_each_tenure_has_its_own_first_open_month(client: Client) -> None:
    rows = [
        ["2020-01-01", "1 day", 0.5, 10, 20, None],
        ["2020-01-01", "2 months", None, None, None, "2020-04-02"],
        ["2020-02-01", "1 day", None, None, None, "2020-03-02"],
    ]
    world.sign(metric="retention_by_tenure", rows=rows)
    found = queries.signs_of(AnonymousUser(), "aawiki")["retention_by_tenure"].first_open
    assert [(part, f"{month.month:%m}", f"{month.known_from:%m-%d}") for part, month in found] == [
        ("after 1 day", "02", "03-02"),
        ("after 2 months", "01", "04-02"),
    ]
    shown = page(client, "/wikis/aawiki/signs/")
    assert shown.index("<bdi>after 1 day</bdi>") < shown.index("<bdi>after 2 months</bdi>")


def test_runs_of_months_come_by_their_length_and_not_by_their_size(client: Client) -> None:
    parts = ["more than 24", "1", "3-6", "2", "7-12", "13-24"]
    rows = [["2020-01-01", part, place / 10, place * 10, 100, None] for place, part in enumerate(parts)]
    world.sign(metric="stability_of_active_editors", rows=rows)
    for address in ("/wikis/aawiki/signs/", "/wikis/aawiki/signs/stability_of_active_editors/"):
        shown = re.findall(r'th-multiple"><span>([^<]*)</span>', page(client, address))
        assert shown == ["1", "2", "3-6", "7-12", "13-24", "more than 24"]


def test_the_parts_are_those_of_the_engine() -> None:
    assert (*tenure.TENURES, *tenure.RUNS, tenure.LONGER) == PARTS


def test_a_share_is_written_as_beside_its_curve(client: Client) -> None:
    world.sign(metric="newcomer_revert_rate", rows=[["2020-01-01", "", 0.16, 16, 100, None, 12]])
    VitalSign.objects.update(unit="share")
    shown = page(client, "/wikis/aawiki/signs/")
    assert "16%" in shown
    assert "16.0%" not in shown


@pytest.mark.parametrize(
    ("metric", "row"),
    [
        ("newcomer_revert_rate", ["", 0.25, 3, 12, None, 1]),
        ("newcomer_revert_rate", ["", 0.25, 3, 12, None]),
        ("retention_since_first_edit", ["", 0.25, 3, 12, None]),
        ("retention_since_first_edit", ["", 0.75, 30, 32, None]),
    ],
)
def test_no_share_tells_of_few(client: Client, cast: Cast, metric: str, row: list[Any]) -> None:
    world.sign(metric=metric, rows=[["2020-01-01", *row]])
    VitalSign.objects.update(unit="share")
    address = f"/wikis/aawiki/signs/{metric}.json"
    [told] = client.get(address).json()["rows"]
    assert (told["value"], told["numerator"], told["denominator"]) == (None, None, None)
    assert told["withheld"] is True
    client.force_login(cast.evaluator)
    assert client.get(address).json()["rows"][0]["value"] == row[1]


def test_what_is_said_of_small_figures_is_true_for_each_reader(client: Client, cast: Cast) -> None:
    world.sign(metric="active_editors_per_wiki", rows=EDITORS)
    assert "stand behind a figure, it is not told" in page(client, "/wikis/aawiki/signs/")
    client.force_login(cast.evaluator)
    shown = page(client, "/wikis/aawiki/signs/")
    assert "only you and others who may see such figures" in shown
    assert "it is not told" not in shown


@pytest.mark.parametrize("wiki", ["é", "a b", "a/b", "aa.wiki"])
def test_no_name_of_a_wiki_takes_the_list_down(client: Client, wiki: str) -> None:
    world.sign(wiki, sample=True)
    assert wiki in page(client, "/wikis/")


def test_where_only_computed_wikis_are_known_they_are_the_list(client: Client) -> None:
    world.sign("synthetic01wiki", sample=True)
    shown = page(client, "/wikis/")
    assert "<h2>Vital signs of" in shown
    assert "No wiki is listed here." not in shown
    assert "No wiki is listed here." in page(client, "/wikis/?project=wikibooks")


def test_what_the_dump_does_not_tell_says_what_would(client: Client) -> None:
    sign = world.sign(metric="new_registered_users")
    VitalSign.objects.filter(pk=sign.pk).update(rows=[], not_known="An accounts table would tell.")
    assert "Not known" in page(client, "/wikis/aawiki/signs/")
    assert "An accounts table would tell." in page(client, "/wikis/aawiki/signs/new_registered_users/")


def test_a_made_up_wiki_says_so(client: Client) -> None:
    world.sign("synthetic01wiki", sample=True)
    shown = page(client, "/wikis/synthetic01wiki/signs/")
    assert "This history is made up." in shown
    assert client.get("/wikis/synthetic01wiki/signs.json").json()["sample"] is True


def test_a_private_wiki_is_absent_but_for_those_who_may(client: Client, cast: Cast) -> None:
    places.few()
    places.wiki("dagwiki", "dag")
    world.sign("dagwiki")
    Wiki.objects.update(visibility="private")
    page(client, "/wikis/dagwiki/signs/", 404)
    page(client, "/wikis/dagwiki/signs/edits/", 404)
    assert "/wikis/dagwiki/signs/" not in page(client, "/wikis/")
    client.force_login(cast.evaluator)
    page(client, "/wikis/dagwiki/signs/")


def test_a_wiki_that_the_reference_does_not_know_is_absent_but_for_those_who_may(
    client: Client, cast: Cast
) -> None:
    world.sign()
    Wiki.objects.all().delete()
    page(client, "/wikis/aawiki/signs/", 404)
    page(client, "/wikis/aawiki/signs/edits/", 404)
    assert "/wikis/aawiki/signs/" not in page(client, "/wikis/")
    client.force_login(cast.evaluator)
    page(client, "/wikis/aawiki/signs/")


def test_the_reference_names_a_wiki_and_its_own_page_shows_the_signs(client: Client) -> None:
    places.few()
    places.wiki("dagwiki", "dag")
    world.sign("dagwiki")
    assert "Wikipedia in Dagbani" in page(client, "/wikis/dagwiki/signs/")
    assert "/wikis/dagwiki/signs/edits/" in page(client, "/wikis/dagwiki/")
    assert "/wikis/dagwiki/signs/" in page(client, "/wikis/")


@pytest.mark.parametrize("wikis", [1, 3])
def test_the_list_asks_equally_often(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, wikis: int
) -> None:
    for number in range(wikis):
        world.sign(f"a{number}wiki")
    page(client, "/wikis/")
    with django_assert_num_queries(5):
        page(client, "/wikis/")


@pytest.mark.parametrize("signs", [1, 3])
def test_a_wiki_asks_equally_often(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, signs: int
) -> None:
    for metric in list(SIGNS)[:signs]:
        world.sign(metric=metric)
    with django_assert_num_queries(2):
        page(client, "/wikis/aawiki/signs/")


def test_twenty_years_of_every_sign_are_a_light_page(client: Client) -> None:
    for metric, sign in SIGNS.items():
        parts = ("a", "b", "c", "d", "e") if sign.of_parts else ("",)
        rows = [
            [month, part, 1000 + place * 37 % 911, None, None, None]
            for place, month in enumerate(MONTHS)
            for part in parts
        ]
        world.sign(metric=metric, rows=rows)
    assert len(gzip.compress(page(client, "/wikis/aawiki/signs/").encode())) < 30_000
