"""A file is known by its header where that leaves no doubt."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.history.dumps import line
from tests.history.files import REVISION, csv_file, written

from thriving.history.failures import HistoryError
from thriving.history.readers.recognizing import Said, grouped, reader_of

SAYS = {
    ",".join(REVISION): "a table of revisions",
    "WIKI;Registered_At;user_text": "a table of accounts",
    "user_text\tregistered_at": "a table of accounts",
    "id,gender,sitelinks": "a table of humans",
    "wiki,page_title,item": "a table of pages and their items",
    "item,page_id": "a table of pages and their items",
    "wiki,namespace,is_content": "a table of namespaces",
    "\ufeffwiki,namespace,is_content": "a table of namespaces",
    "id\tgender\tbirthyear\tsitelinks": "the humans of an extract of denelezh",
}


@pytest.mark.parametrize("header", SAYS)
def test_a_header_tells(header: str, tmp_path: Path) -> None:
    assert reader_of([csv_file(tmp_path / "mine.csv", header)]).layout == SAYS[header]


def test_without_a_header_the_number_of_fields_tells(tmp_path: Path) -> None:
    assert reader_of([csv_file(tmp_path / "mine.tsv", line(70))]).layout == "mediawiki_history, 70 columns"


def test_two_layouts_in_one_header_are_refused_until_somebody_says_which(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "mine.csv", f"{','.join(REVISION)},registered_at")
    with pytest.raises(HistoryError, match="--layout revisions or --layout accounts"):
        reader_of([file])
    assert reader_of([file], Said(layout="accounts")).layout == "a table of accounts"


@pytest.mark.parametrize(
    ("header", "said", "refusal"),
    [
        ("user_text,groups", "", "lacks registered_at, which a table of accounts needs"),
        ("user_text,groups", "page-items", "lacks item, page_id or page_title, which a table of pages"),
        ("wiki,item", "", "lacks page_id or page_title, which a table of pages and their items needs"),
        ("one,two", "humans", "Its header holds: one, two"),
        ("one,two", "", r"has 1 fields in most lines; the dump of mediawiki_history has 70"),
    ],
)
def test_what_is_missing_is_named(header: str, said: str, refusal: str, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "mine.csv", header)
    with pytest.raises(HistoryError, match=refusal):
        reader_of([file], Said(layout=said))


def test_a_layout_that_there_is_not_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match=r"There is no layout mine\. There are: mediawiki-history, xml"):
        reader_of([csv_file(tmp_path / "mine.csv", "a,b")], Said(layout="mine"))


def test_files_of_one_extract_are_read_together(tmp_path: Path) -> None:
    humans = csv_file(tmp_path / "humans.tsv", "id\tgender\tbirthyear\tsitelinks")
    country = csv_file(tmp_path / "country.tsv", "human\tcountry")
    other = tmp_path / "mine.csv"
    other.write_bytes(written(REVISION))
    assert grouped([country, other, humans], Said()) == [(other,), (country, humans)]
    assert reader_of([country, humans]).layout == "the humans of an extract of denelezh"


def test_a_part_of_an_extract_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="The file that lists the humans"):
        reader_of([csv_file(tmp_path / "country.tsv", "human\tcountry")])
