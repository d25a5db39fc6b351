from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pytest
from tests.history.metrics.rows import Row, answer, tables

from thriving.history import metrics
from thriving.history.lake import Lake
from thriving.history.lake.ingest import ingest
from thriving.history.metrics.tables import HUMANS, Tables

DATA = Path(__file__).parents[5] / "shared/data/wikidata-humans"
MALE, CIS_MALE, FEMALE, CIS_FEMALE = "Q6581097", "Q15145778", "Q6581072", "Q15145779"
TRANS_WOMAN, NON_BINARY = "Q1052281", "Q48270"


def human(gender: str | None, *wikis: str, citizenships: tuple[str, ...] = ()) -> Row:
    return {"gender": gender, "wikis": list(wikis), "citizenships": list(citizenships)}


def of(*humans: Row) -> Tables:
    numbered = [{"human": f"Q{number}", **each} for number, each in enumerate(humans, 1)]
    return replace(tables(), humans=ibis.memtable(pa.Table.from_pylist(numbered, schema=HUMANS)))


EVERYBODY = of(
    human(MALE, "aawiki", "abwiki", citizenships=("Q17", "Q30")),
    human(CIS_MALE, "aawiki", citizenships=("Q30",)),
    human(FEMALE, "aawiki", citizenships=("Q17",)),
    human(CIS_FEMALE, "aawiki"),
    human(TRANS_WOMAN, "aawiki", citizenships=("Q17",)),
    human(NON_BINARY, "abwiki"),
    human(None, "aawiki", citizenships=("Q17",)),
    human(None, "acwiki"),
    human(FEMALE, citizenships=("Q30",)),  # of whom nobody has written yet
)


def counts(name: str, given: Tables, *place: str, **parameters: Any) -> dict[Any, int]:
    return {
        tuple(row[each] for each in (*place, "gender")): row["value"]
        for row in answer(name, given, **parameters)
    }


def test_genders_are_put_together_as_the_movements_figures_do() -> None:
    assert counts("humans_by_gender", EVERYBODY, "wiki_db") == {
        ("aawiki", "men"): 2,
        ("aawiki", "women"): 2,
        ("aawiki", "gender_diverse"): 1,
        ("abwiki", "men"): 1,
        ("abwiki", "gender_diverse"): 1,
    }


def test_those_without_a_known_gender_stand_beside() -> None:
    found = answer("humans_by_gender", EVERYBODY, projects=("aawiki",))
    assert {(row["of_known_gender"], row["not_known"]) for row in found} == {(5, 1)}


def test_only_the_projects_asked_for() -> None:
    found = counts("humans_by_gender", EVERYBODY, "wiki_db", projects="abwiki, acwiki")
    assert set(found) == {("abwiki", "men"), ("abwiki", "gender_diverse")}


def test_by_citizenship_each_human_once_in_each() -> None:
    found = counts("humans_by_citizenship", EVERYBODY, "citizenship")
    assert found == {
        ("Q17", "men"): 1,
        ("Q17", "women"): 1,
        ("Q17", "gender_diverse"): 1,
        ("Q30", "men"): 2,
        ("Q30", "women"): 1,
    }
    some = counts("humans_by_citizenship", EVERYBODY, "citizenship", projects=("aawiki", "abwiki"))
    assert some == {**{key: value for key, value in found.items() if key != ("Q30", "women")}}


def test_by_project_and_citizenship() -> None:
    found = counts("humans_by_project_and_citizenship", EVERYBODY, "wiki_db", "citizenship")
    assert found[("aawiki", "Q30", "men")] == 2
    assert found[("abwiki", "Q17", "men")] == 1
    assert ("acwiki", "Q17", "men") not in found


@pytest.mark.parametrize(
    ("name", "above", "value"),
    [
        ("share_of_women", 2, 0.4),
        ("share_of_gender_minorities", 3, 0.6),
        ("humaniki_gender_gap", 1, 0.2),
    ],
)
def test_shares_of_those_of_known_gender(name: str, above: int, value: float) -> None:
    first, *_, last = answer(name, EVERYBODY)
    assert (first["wiki_db"], first["numerator"], first["denominator"]) == ("aawiki", above, 5)
    assert (first["value"], first["not_known"]) == (pytest.approx(value), 1)
    assert (last["wiki_db"], last["value"], last["denominator"], last["not_known"]) == ("acwiki", None, 0, 1)


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def gathered(name: str, column: str, prefix: str) -> dict[str, list[str]]:
    lists = defaultdict(list)
    for row in rows_of(name):
        lists[row["human"]].append(prefix + row[column])
    return lists


@pytest.mark.data
@pytest.mark.skipif(not DATA.exists(), reason="the real files are not beside the project")
def test_five_hundred_real_humans_are_recounted_in_plain_python() -> None:
    people = rows_of("denelezh_humans_500.tsv")
    wikis = gathered("denelezh_human_sitelink_500.tsv", "sitelink", "")
    citizenships = gathered("denelezh_human_country_500.tsv", "country", "Q")
    genders = {row["id"]: f"Q{row['gender']}" if row["gender"] else None for row in people}
    given = of(
        *(
            human(gender, *wikis[number], citizenships=tuple(citizenships[number]))
            for number, gender in genders.items()
        )
    )
    names = {MALE: "men", FEMALE: "women", "Q2449503": "gender_diverse"}
    by_wiki: dict[Any, int] = defaultdict(int)
    for number, gender in genders.items():
        for wiki in set(wikis[number]):
            by_wiki[(wiki, names[str(gender)])] += 1
    assert counts("humans_by_gender", given, "wiki_db") == by_wiki
    english = next(row for row in answer("share_of_women", given) if row["wiki_db"] == "enwiki")
    assert (english["numerator"], english["denominator"]) == (38, 495)
    assert sum(by_wiki[("enwiki", group)] for group in ("men", "women", "gender_diverse")) == 495
    american = counts("humans_by_citizenship", given, "citizenship")
    assert american[("Q30", "men")] == sum(
        "Q30" in citizenships[number] and gender == MALE for number, gender in genders.items()
    )


@pytest.mark.data
@pytest.mark.skipif(not DATA.exists(), reason="the real files are not beside the project")
def test_the_real_humans_are_measured_from_a_lake_without_any_history(lake: Lake) -> None:
    ingest(lake, sorted(DATA.glob("*.tsv")))
    rows = metrics.measure(lake, "share_of_women", projects="cawiki,enwiki").rows.to_pylist()
    assert [(row["wiki_db"], row["numerator"], row["denominator"]) for row in rows] == [
        ("cawiki", 30, 389),
        ("enwiki", 38, 495),
    ]
