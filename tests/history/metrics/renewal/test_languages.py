from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.history.dumps import line
from tests.history.metrics.rows import Row, answer, edit, tables

from thriving.history import metrics
from thriving.history.failures import NotKnown
from thriving.history.lake import Lake
from thriving.history.lake.ingest import ingest

BOT = {"event_user_is_bot_by": ["group"]}
DELETED = {"revision_is_deleted_by_page_deletion": True}


def made(number: int, who: str, wiki: str, at: str = "2020-01-15", **columns: Any) -> list[Row]:
    """Each wiki gives accounts numbers of its own, which say nothing elsewhere."""
    return [edit(at, who, wiki, **{"event_user_id": len(wiki), **columns})] * number


def languages(wiki: str, *rows: list[Row]) -> dict[str, tuple[int, int]]:
    given = tables([row for some in rows for row in some])
    return {
        row["primary_language"]: (row["numerator"], row["denominator"])
        for row in answer("active_editors_by_primary_language", given)
        if row["wiki_db"] == wiki
    }


def test_the_primary_language_is_where_most_edits_are() -> None:
    found = languages(
        "aawiki",
        made(5, "Amina", "aawiki"),
        made(6, "Amina", "zh_min_nanwiki", "2015-01-15", **DELETED),
        made(5, "Bela", "aawiki"),
        made(9, "Bela", "metawiki"),
        made(9, "Bela", "commonswiki"),
        made(9, "Bela", "frwiktionary"),
    )
    assert found == {"zh-min-nan": (1, 2), "aa": (1, 2)}


def test_of_equally_many_the_first_by_its_code() -> None:
    both = made(5, "Amina", "cawiki"), made(5, "Amina", "bgwiki"), made(5, "Amina", "metawiki")
    assert languages("metawiki", *both) == {"bg": (1, 1)}


def test_who_edited_no_wikipedia_has_none() -> None:
    assert languages("metawiki", made(5, "Amina", "metawiki"), made(9, "Amina", "tenwiki")) == {
        "none": (1, 1)
    }


def test_one_person_on_many_wikis() -> None:
    """Each case with a language of its own, so that one question answers all."""
    same = [
        ("bg", ("Amina", 1), ("Amina", 1)),  # one central account
        ("ca", ("Bela", None), ("Bela", None)),  # no dump tells: one name
        ("da", ("Chidi", None), ("Chidi", 3)),  # one dump is too old to tell
        ("de", ("Dao", 4), ("Dao (old)", 4)),  # renamed on one wiki only
    ]
    two = [
        ("fi", ("Esi", 5), ("Esi", 6)),  # one name
        ("fr", ("Femi", None), ("Gul", None)),  # whose numbers on both wikis are the same
    ]
    rows = [
        made(number, who, wiki, event_user_id=7, event_user_central_id=central)
        for language, here, there in (*same, *two)
        for number, wiki, (who, central) in ((5, "aawiki", here), (9, f"{language}wiki", there))
    ]
    assert languages("aawiki", *rows) == {"aa": (2, 6), **{language: (1, 6) for language, *_ in same}}


def test_bots_are_nobody_and_a_bot_elsewhere_has_no_edits_there() -> None:
    rows = made(5, "Amina", "aawiki"), made(9, "Amina", "frwiki", **BOT), made(5, "Else", "aawiki", **BOT)
    assert languages("aawiki", *rows) == {"aa": (1, 1)}


def test_the_number_of_languages_is_of_wikipedias_with_five_edits() -> None:
    rows = [
        *[row for wiki in ("aawiki", "bgwiki", "cawiki", "dewiki") for row in made(5, "Amina", wiki)],
        *made(5, "Bela", "aawiki"),
        *made(4, "Bela", "bgwiki"),
        *made(5, "Bela", "metawiki"),
        *made(5, "Chidi", "metawiki"),
    ]
    found = answer("active_editors_by_languages", tables(rows))
    told = [(row["wiki_db"], row["languages"], row["numerator"]) for row in found]
    assert [each for each in told if each[0] in {"aawiki", "metawiki"}] == [
        ("aawiki", "1", 1),
        ("aawiki", "4 or more", 1),
        ("metawiki", "0", 1),
        ("metawiki", "1", 1),
    ]


def participation(*rows: list[Row]) -> list[tuple[Any, ...]]:
    given = tables([row for some in rows for row in some])
    return [
        (row["wiki_db"], row["value"], row["numerator"], row["denominator"])
        for row in answer("meta_participation", given)
    ]


def test_participation_in_meta_is_by_primary_language() -> None:
    found = participation(
        made(5, "Amina", "aawiki"),
        made(5, "Amina", "metawiki"),
        made(5, "Bela", "aawiki"),
        made(4, "Bela", "metawiki"),
        made(9, "Chidi", "aawiki", "2019-01-15"),  # at home there, and active on Meta alone
        made(5, "Chidi", "metawiki"),
        made(5, "Dao", "metawiki"),
        made(5, "Esi", "bgwiki"),
    )
    assert found == [("aawiki", 0.0, 0, 1), ("aawiki", 1.0, 2, 2), ("bgwiki", 0.0, 0, 1)]


def test_without_meta_in_the_lake_it_is_not_known(lake: Lake, dump: Callable[..., Path]) -> None:
    ingest(lake, [dump(line())])
    with pytest.raises(NotKnown, match="meta_participation is not known without metawiki"):
        metrics.measure(lake, "meta_participation")
