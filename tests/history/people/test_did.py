from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.history.people.conftest import JANUARY, Told, taken
from tests.history.people.world import RECENT, edit

from thriving.history import people
from thriving.history.failures import HistoryError
from thriving.history.lake import Lake
from thriving.history.lake.ingest import ingest
from thriving.history.people import Contributions


@pytest.mark.parametrize(
    ("who", "figure", "value"),
    [
        ("The moment before", "edits", 0),
        ("The first moment", "edits", 1),
        ("The last moment", "edits", 1),
        ("The moment after", "edits", 0),
        ("The moment after", "people", 1),
        ("The moment after", "editors", 0),
        ("Sizes", "bytes_added", 105),
        ("Sizes", "bytes_removed", 30),
        ("Creates", "pages_created", 1),
        ("Creates", "pages_improved", 1),
        ("Created before", "pages_created", 0),
        ("Created before", "pages_improved", 1),
        ("Two wikis", "pages_improved", 2),
        ("Two wikis", "edits", 2),
        ("Two wikis", "people", 1),
        ("Two wikis", "editors", 1),
        ("Redirects", "pages_created", 0),
        ("Redirects", "edits", 1),
        ("Uploads", "uploads", 1),
        ("Uploads", "pages_created", 1),
        ("Talks", "edits", 2),
        ("Deleted", "edits", 0),
        ("Too early", "new_editors", 0),
        ("Early enough", "new_editors", 1),
        ("At the end", "new_editors", 1),
        ("By the system", "new_editors", 0),
        ("Older elsewhere", "new_editors", 0),
        ("Unrecorded", "new_editors", 0),
        ("New and silent", "new_editors", 0),
        ("New and silent", "people", 1),
        ("Only within", "retained_new_editors", 0),
        ("Back at once", "retained_new_editors", 1),
        ("Back at last", "retained_new_editors", 1),
        ("Back too late", "retained_new_editors", 0),
        ("Back too late", "new_editors", 1),
        ("By number", "people", 1),
        ("By number", "edits", 2),
        ("Was Amy", "edits", 1),
        ("Bo", "edits", 2),
    ],
)
def test_what_each_did_in_january(who: str, figure: str, value: int, told: Told) -> None:
    assert told()[who][figure] == value


@pytest.mark.parametrize(("who", "figure", "value"), [("Talks", "edits", 1), ("Uploads", "uploads", 1)])
def test_content_pages_alone(who: str, figure: str, value: int, told: Told) -> None:
    assert told(content_only=True)[who][figure] == value


def test_deleted_pages_count_where_one_asks_for_them(told: Told) -> None:
    assert told(including_deleted=True)["Deleted"]["edits"] == 1


def test_the_days_before_and_after_may_be_others(told: Told) -> None:
    by_other_days = told(days_before=15, days_after=1)
    assert by_other_days["Too early"]["new_editors"] == 1
    assert by_other_days["Back at once"]["retained_editors"] == 1
    assert by_other_days["Back at last"]["retained_editors"] == 0


def asked(lake: Lake, *names: str, **scope: str) -> Contributions:
    return people.did(lake, people.scope(names, **{**JANUARY, **scope}))


def test_the_window_is_that_of_the_time_zone(world: Lake) -> None:
    both = asked(world, "The moment before", "The last moment", zone="Africa/Addis_Ababa")
    assert both.value("edits") == 1  # three hours earlier: the one before is in, the last is out


def test_only_the_wikis_of_the_scope(world: Lake) -> None:
    here = people.did(world, people.scope(["Two wikis", "Talks"], wikis=["abwiki"], **JANUARY))
    assert (here.value("edits"), here.value("people"), here.missing) == (1, 1, ("Talks",))
    assert dict(here.snapshots) == {"abwiki": "2020-12"}


def test_an_old_name_leads_to_who_was_renamed_once(world: Lake) -> None:
    answer = asked(world, "user:amy", "Was_Amy")
    assert (answer.value("people"), answer.value("edits"), answer.missing) == (1, 1, ())


def test_whom_a_name_may_mean_is_never_guessed(world: Lake) -> None:
    answer = asked(world, "Cy", "Another Cy", "Nobody at all")
    assert (answer.ambiguous, answer.missing) == (("Cy",), ("Nobody at all",))
    assert (answer.value("people"), answer.value("edits")) == (1, 1)


def test_names_of_nobody_give_nothing(world: Lake) -> None:
    answer = asked(world, "Nobody at all")
    assert [row["value"] for row in answer.rows.to_pylist()] == [0] * len(people.DEFINITIONS)


def test_a_figure_that_there_is_not_is_a_sentence(world: Lake) -> None:
    with pytest.raises(HistoryError, match=r"no figure karma.*There are: people, editors"):
        asked(world, "Talks").value("karma")


def by_figure(answer: Contributions) -> dict[str, dict[str, object]]:
    return {row["figure"]: row for row in answer.rows.to_pylist()}


def test_who_comes_back_is_not_yet_known_while_there_is_time(tmp_path: Path) -> None:
    found = by_figure(
        asked(taken(tmp_path, edit("2020-01-05", "Amina", **RECENT), snapshot="2020-01"), "Amina")
    )
    assert found["retained_new_editors"]["value"] is None
    assert found["retained_new_editors"]["known_from"] == date(2020, 3, 2)
    assert (found["edits"]["value"], found["new_editors"]["value"], found["edits"]["note"]) == (1, 1, None)


def test_of_an_open_window_it_says_until_when_it_is_known(tmp_path: Path) -> None:
    found = by_figure(asked(taken(tmp_path, edit("2020-01-05", "Amina"), snapshot="2020-01-20"), "Amina"))
    assert found["edits"]["value"] == 1
    assert found["edits"]["note"] == "so far: the lake knows until 2020-01-20 00:00 UTC"


def test_a_window_of_which_nothing_is_known_has_no_values(tmp_path: Path) -> None:
    lake = taken(tmp_path, edit("2020-01-05", "Amina"), snapshot="2020-01")
    found = by_figure(asked(lake, "Amina", begins="2020-02-01", ends="2020-03-01"))
    assert (found["edits"]["value"], found["edits"]["known_from"]) == (None, date(2020, 3, 1))


_XML = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="aa">
<siteinfo><sitename>Wikipedia</sitename><dbname>aawiki</dbname>
<namespaces><namespace key="0" case="first-letter" /></namespaces></siteinfo>
<page><title>A</title><ns>0</ns><id>1</id><revision><id>5</id><timestamp>2020-01-05T12:00:00Z</timestamp>
<contributor><username>Amina</username><id>7</id></contributor><model>wikitext</model>
<format>text/x-wiki</format><text bytes="10" sha1="x"/><sha1>x</sha1></revision></page></mediawiki>
"""


def test_a_dump_that_knows_no_accounts_knows_nobody_as_new(tmp_path: Path) -> None:
    file = tmp_path / "aawiki-20210101-stub-meta-history.xml"
    file.write_text(_XML)
    lake = Lake(tmp_path / "lake")
    ingest(lake, [file])
    found = by_figure(asked(lake, "Amina"))
    assert (found["new_editors"]["value"], found["new_editors"]["known_from"]) == (None, None)
    assert "does not say when accounts were made; what does: an accounts table" in str(
        found["new_editors"]["note"]
    )
    assert (found["pages_created"]["value"], found["bytes_added"]["value"]) == (1, 10)
    assert any(
        note.startswith("Edits of pages deleted since are not in") for note in asked(lake, "Amina").notes
    )
