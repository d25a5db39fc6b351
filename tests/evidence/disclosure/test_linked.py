"""Tables that share people, a margin, a level or a total are protected as one."""

from __future__ import annotations

import pytest
from bench.disclosure import linked, seeded
from tests.evidence.disclosure.worlds import CONTINENT, COUNTRY, LANGUAGE, ROLE, crossed, listed, only, told

from thriving.evidence.disclosure.attack import audit, intervals
from thriving.evidence.disclosure.dimensions import Dimension, common, place
from thriving.evidence.disclosure.protect import Refused, Why, protect
from thriving.evidence.disclosure.releases import Exact, Release, Unknown
from thriving.evidence.disclosure.tables import ALL, PublishedTable, Table, published

CROSSED = crossed(CONTINENT, ROLE, [[33, 40, 30], [20, 30, 40]], "crossed")


COUNTRIES = listed(COUNTRY, [3, 40, 20, 30], "countries")
CONTINENTS = listed(CONTINENT, [43, 50], "continents")


def by_key(outcome: object) -> dict[str, PublishedTable]:
    return {table.key: table for table in told(outcome).tables}  # type: ignore[arg-type]


def test_a_finer_table_is_protected_against_the_coarser() -> None:
    assert only(protect([COUNTRIES])).hidden == {("ghana",), ("india",)}
    together = by_key(protect([COUNTRIES, CONTINENTS]))
    assert together["countries"].hidden == {("ghana",), ("kenya",)}
    assert not together["continents"].hidden


def test_each_alone_is_safe_and_both_together_are_not() -> None:
    apart = told(protect([COUNTRIES])), told(protect([CONTINENTS]))
    both = Release((*apart[0].tables, *apart[1].tables))
    assert not audit([Release(apart[0].tables)], apart[0].needs)
    assert audit([both], apart[0].needs)


def test_what_one_table_hides_no_other_shows() -> None:
    within, counts = place(("role", "organizer")), {("ghana",): 4, ("kenya",): 50, ("india",): 40}
    organizers = Table("organizers", "people", (COUNTRY,), counts, within=within)
    everybody = crossed(COUNTRY, ROLE, [[4, 40, 30], [50, 30, 50], [40, 50, 60], [0, 40, 30]], "everybody")
    out = by_key(protect([organizers, everybody]))
    assert out["organizers"][("ghana",)] is None
    assert out["everybody"]["ghana", "organizer"] is None


def test_a_told_total_is_no_place_to_hide() -> None:
    roles = listed(ROLE, [3, 40, 20])
    assert only(protect([roles])).hidden == {("organizer",), ("student",)}
    students = Exact("people", frozenset({place(("role", "student"))}), 20)
    assert only(protect([roles], exact=[students])).hidden == {("organizer",), ("trainer",)}


def test_a_small_total_that_is_told_makes_its_table_unsafe() -> None:
    organizers = Exact("people", frozenset({place(("role", "organizer"))}), 3)
    refused = protect([listed(ROLE, [3, 40, 20])], exact=[organizers])
    assert isinstance(refused, Refused)
    assert (refused.table, refused.why) == ("list", Why.UNSAFE)


def test_a_total_of_two_places_leaves_only_each_other_to_hide() -> None:
    both = Exact("people", frozenset({place(("role", "organizer")), place(("role", "trainer"))}), 43)
    assert only(protect([listed(ROLE, [3, 40, 20])], exact=[both])).hidden == {("organizer",), ("trainer",)}


def test_languages_need_no_second_one_hidden() -> None:
    """They do not add up to anything."""
    table = Table("languages", "people", (LANGUAGE,), {("ar",): 4, ("en",): 60, ("es",): 50, (ALL,): 70})
    assert only(protect([table])).hidden == {("ar",)}


def test_languages_may_add_up_to_just_enough() -> None:
    """Everybody speaks one: seventy are 36 and 30 and four more."""
    table = Table("languages", "people", (LANGUAGE,), {("ar",): 4, ("en",): 36, ("es",): 30, (ALL,): 70})
    outcome = protect([table])
    arabic = Unknown(0, "people", place(("language", "ar")))
    assert len(only(outcome).hidden) > 1
    assert intervals([Release(told(outcome).tables)])[arabic].low == 0


@pytest.mark.parametrize("people", [102, 104])
def test_totals_that_do_not_fit_are_refused(people: int) -> None:
    africa = Exact("people", frozenset({place(("continent", "africa"))}), people)
    refused = protect([CROSSED], exact=[africa])
    assert isinstance(refused, Refused)
    assert refused.why is Why.CONTRADICTION


def test_tables_that_count_differently_are_refused() -> None:
    refused = protect([CROSSED, listed(CONTINENT, [103, 91])])
    assert isinstance(refused, Refused)
    assert refused.why is Why.CONTRADICTION


def test_other_people_have_nothing_to_do_with_it() -> None:
    staff = Table("staff", "staff", (ROLE,), {("organizer",): 3, ("trainer",): 50, ("student",): 20})
    out = by_key(protect([CROSSED, staff]))
    assert not out["crossed"].hidden
    assert out["staff"].hidden == {("organizer",), ("student",)}


@pytest.mark.parametrize("number", range(2))
def test_six_linked_tables_go_out_together(number: int) -> None:
    tables, exact = linked(seeded(3, number))
    outcome = told(protect(tables, exact=exact))
    assert not audit([Release(outcome.tables, tuple(exact))], outcome.needs)
    assert {table.key for table in outcome.tables if table.hidden} > {"country", "region-by-role"}


SEAS = Dimension("sea", ("atlantic", "indian-ocean", "none"))
CONTINENT_OF = {"ghana": "africa", "kenya": "africa", "uganda": "africa", "india": "asia", "nepal": "asia"}
SEA_OF = {
    "ghana": "atlantic",
    "kenya": "indian-ocean",
    "uganda": "none",
    "india": "indian-ocean",
    "nepal": "none",
}
COASTS = common("country", [(CONTINENT, CONTINENT_OF), (SEAS, SEA_OF)])
BY_CONTINENT = listed(CONTINENT, [54, 80], "continents")
BY_SEA = Table("seas", "people", (SEAS,), {("atlantic",): 44, ("indian-ocean",): 88, ("none",): 2})


def test_places_that_no_way_of_dividing_tells_apart_are_one() -> None:
    togo = (CONTINENT, CONTINENT_OF | {"togo": "africa"}), (SEAS, SEA_OF | {"togo": "atlantic"})
    below_continents, below_seas = common("country", togo)
    assert below_continents.categories == below_seas.categories == COASTS[0].categories
    assert below_continents.parents["africa + atlantic"] == "africa"


def test_two_ways_of_dividing_the_same_people_bound_each_other() -> None:
    """All of the Atlantic is African, so it has no more people than Africa."""
    hidden = published(BY_SEA, frozenset({("atlantic",), ("none",)}))
    release = Release((published(BY_CONTINENT, frozenset()), hidden))
    atlantic = Unknown(0, "people", BY_SEA.place(("atlantic",)))
    assert intervals([release])[atlantic] == (0, 46)
    assert intervals([release], linking=COASTS)[atlantic] == (0, 46)
    fewer = listed(CONTINENT, [45, 89], "continents")
    bounded = Release((published(fewer, frozenset()), hidden))
    assert intervals([bounded], linking=COASTS)[atlantic] == (0, 45)


def test_what_two_ways_of_dividing_give_away_together_is_hidden() -> None:
    """Only Ghana is Atlantic, and Africa has no other people: hidden alone, it would stand under Africa."""
    seas = Dimension("sea", ("atlantic", "other"))
    fold = {"ghana": "atlantic", "india": "other", "nepal": "other"}
    continents = Dimension("continent", ("africa", "asia", "europe"))
    linking = common(
        "country", [(continents, {"ghana": "africa", "india": "asia", "nepal": "europe"}), (seas, fold)]
    )
    by_continent = listed(continents, [40, 6, 50], "continents")
    by_sea = listed(seas, [40, 56], "seas")
    assert by_key(protect([by_continent, by_sea]))["continents"].hidden == {("africa",), ("asia",)}
    out = by_key(protect([by_continent, by_sea], linking=linking))
    assert out["continents"].hidden == {("asia",), ("europe",)}
    assert not out["seas"].hidden


def test_one_name_for_two_ways_of_dividing_is_refused() -> None:
    other = Dimension("role", ("organizer", "other"))
    refused = protect([listed(ROLE, [30, 40, 20]), listed(other, [30, 60], "others")])
    assert isinstance(refused, Refused)
    assert refused.why is Why.CONTRADICTION
