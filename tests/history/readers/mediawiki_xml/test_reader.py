from __future__ import annotations

import bz2
import gzip
import importlib
import warnings
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import py7zr
import pytest
from tests.history.conftest import edits
from tests.history.readers.mediawiki_xml.dumps import HEAD, WHO, page, revision

from thriving.history.failures import HistoryError
from thriving.history.lake import Lake
from thriving.history.lake.ingest import Options, ingest
from thriving.history.readers.mediawiki_xml.bots import Bots
from thriving.history.readers.mediawiki_xml.reader import XmlReader
from thriving.history.readers.mediawiki_xml.site import FORMATS
from thriving.history.readers.recognizing import Said

REAL = Path(__file__).parents[5] / "shared" / "data" / "wiki-history"
AFAR = REAL / "aawiki" / "aawiki-20260101-pages-meta-history.xml.7z"
STUBS = REAL / "stub-history-sample.xml.gz"
needs_real_files = pytest.mark.skipif(not REAL.exists(), reason="the real files are not beside the project")

Rows = list[dict[str, Any]]


@pytest.fixture
def read(lake: Lake, tmp_path: Path) -> Callable[..., Rows]:
    def read_pages(*pages: str, export: str = "0.11", bots: frozenset[str] = frozenset()) -> Rows:
        file = tmp_path / "aawiki-20200201-stub-meta-history.xml"
        file.write_text(f"{HEAD.format(format=export)}{''.join(pages)}</mediawiki>", encoding="utf-8")
        ingest(lake, [file], Options(everything=True, said=Said(bots=bots)))
        return edits(lake)

    return read_pages


@pytest.mark.parametrize("export", FORMATS)
def test_a_revision_says_what_the_dump_knows(export: str, read: Callable[..., Rows]) -> None:
    (found,) = read(page(revision(3, sha1="abc", more="<minor/>")), export=export)
    assert (found["wiki_db"], found["page_title"], found["page_namespace"]) == ("aawiki", "A_b", 0)
    assert (found["event_user_id"], found["event_user_text"]) == (7, "Amina")
    assert (found["revision_text_bytes"], found["revision_text_sha1"]) == (30, "abc")
    assert found["revision_minor_edit"] is True
    assert found["event_user_creation_timestamp"] is None


@pytest.mark.parametrize("name", ["aa wiki", "é", "aa/../b", "*", "a" * 61])
def test_a_wiki_is_called_as_its_database_may_be(name: str, lake: Lake, tmp_path: Path) -> None:
    file = tmp_path / "aawiki-20200201-stub-meta-history.xml"
    head = HEAD.format(format="0.11").replace(">aawiki<", f">{name}<")
    file.write_text(f"{head}{page(revision(1))}</mediawiki>", encoding="utf-8")
    with pytest.raises(HistoryError, match="no name of a wiki's database") as refused:
        ingest(lake, [file])
    assert f"“{name}”" not in str(refused.value)


def test_a_file_with_nothing_in_it_is_empty(lake: Lake, tmp_path: Path) -> None:
    file = tmp_path / "aawiki-20200201-stub-meta-history.xml"
    file.touch()
    with pytest.raises(HistoryError, match=r"xml is empty\."):
        ingest(lake, [file])


def test_an_archive_that_breaks_off_is_to_be_downloaded_again(lake: Lake, tmp_path: Path) -> None:
    file = tmp_path / "aawiki-20200201-stub-meta-history.xml.7z"
    with py7zr.SevenZipFile(file, "w") as archive:
        archive.writestr(f"{HEAD.format(format='0.11')}{page(revision(1))}</mediawiki>", "dump.xml")
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(HistoryError, match=r"truncated or damaged.*Download it again"):
        ingest(lake, [file])


def test_a_title_goes_without_its_namespace(read: Callable[..., Rows]) -> None:
    (found,) = read(page(revision(1), about="<title>Talk:A: b</title><ns>1</ns><id>1</id>"))
    assert (found["page_title"], found["page_namespace"]) == ("A:_b", 1)


def test_a_difference_is_to_the_parent(read: Callable[..., Rows]) -> None:
    found = read(page(revision(1), revision(3, parent=1), revision(4, parent=99)))
    assert [each["revision_text_bytes_diff"] for each in found] == [10, 20, None]


def test_reverts_are_computed(read: Callable[..., Rows]) -> None:
    found = read(
        page(revision(1, sha1="a"), revision(2, parent=1, sha1="b"), revision(5, parent=2, sha1="a"))
    )
    assert [each["revision_is_identity_reverted"] for each in found] == [False, True, False]
    assert [each["revision_is_identity_revert"] for each in found] == [False, False, True]
    assert found[1]["revision_first_identity_reverting_revision_id"] == 5
    assert found[1]["revision_seconds_to_identity_revert"] == 3


@pytest.mark.parametrize(
    ("who", "name", "anonymous", "temporary"),
    [
        (WHO, "Amina", False, False),
        ("<contributor><ip>192.0.2.1</ip></contributor>", "192.0.2.1", True, False),
        (
            "<contributor><username>~2025-1234-5</username><id>9</id></contributor>",
            "~2025-1234-5",
            False,
            True,
        ),
        (
            "<contributor><username>imported>Amina</username><id>0</id></contributor>".replace(
                "d>A", "d&gt;A"
            ),
            "imported>Amina",
            True,
            False,
        ),
        ('<contributor deleted="deleted" />', None, None, None),
    ],
)
def test_who_it_was(
    who: str, name: str | None, anonymous: object, temporary: object, read: Callable[..., Rows]
) -> None:
    (found,) = read(page(revision(1, who=who)))
    assert found["event_user_text"] == name
    assert (found["event_user_is_anonymous"], found["event_user_is_temporary"]) == (anonymous, temporary)


def test_what_is_suppressed_stays_so(read: Callable[..., Rows]) -> None:
    hidden = '<contributor deleted="deleted" />', '<comment deleted="deleted" />'
    text = revision(1, who=hidden[0], more=hidden[1]).replace("<text ", '<text deleted="deleted" ')
    (found,) = read(page(text))
    assert found["revision_deleted_parts"] == ["text", "comment", "user"]


@pytest.mark.parametrize(
    ("name", "bot"),
    [
        ("BattyBot", ["name"]),
        ("Bot_2", ["name"]),
        ("robot", ["name"]),
        ("Abbott", None),
        ("Botanist", None),
        ("Amina", None),
        ("Listed", ["group"]),
        (None, None),
    ],
)
def test_who_is_a_bot(name: str | None, bot: list[str] | None) -> None:
    assert Bots(frozenset({"Listed"})).of(name) == bot


def test_the_creation_of_a_page_is_its_first_revision(read: Callable[..., Rows], lake: Lake) -> None:
    read(page(revision(4, parent=2), revision(2)))
    (created,) = edits(lake, entity="page")
    assert (created["event_type"], created["event_timestamp"].second) == ("create", 2)


def test_a_page_without_revisions_is_nothing(read: Callable[..., Rows]) -> None:
    assert [each["revision_id"] for each in read(page(), page(revision(1)))] == [1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<mediawiki", "is truncated, or is no XML"),
        ("words", "is truncated, or is no XML"),
        ("<html><page/></html>", "is not a dump of MediaWiki"),
        (f"{HEAD.format(format='0.3')}</mediawiki>", "is a dump in export format 0.3; 0.10 and 0.11"),
        (f"{HEAD.format(format='0.11')}{page(revision(1))}", "is truncated, or is no XML"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(text: str, said: str, lake: Lake, tmp_path: Path) -> None:
    file = tmp_path / "aawiki-20200201-pages.xml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(HistoryError, match=said):
        ingest(lake, [file])
    assert lake.manifest.wikis == {}


@pytest.mark.parametrize("wrong", ["<id>3</id>", "<timestamp>2020-01-15T12:00:03Z</timestamp>"])
def test_a_revision_without_what_it_needs_is_refused(wrong: str, lake: Lake, tmp_path: Path) -> None:
    file = tmp_path / "aawiki-20200201-pages.xml"
    pages = page(revision(1), revision(3).replace(wrong, ""))
    file.write_text(f"{HEAD.format(format='0.11')}{pages}</mediawiki>", encoding="utf-8")
    (ingested,) = ingest(lake, [file], Options(reject_limit=1))
    assert (ingested.source.rows, ingested.source.rejected) == (2, 1)


HOSTILE = {
    "entities that grow": ('<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>', "&b;"),
    "an entity from outside": ('<!DOCTYPE m [<!ENTITY b SYSTEM "file:///etc/passwd">]>', "&b;"),
    "a comment": ("", "<!-- </page> -->"),
    "text that is not looked into": ("", "<![CDATA[</page>]]>"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_could_mean_anything_is_refused(what: str, lake: Lake, tmp_path: Path) -> None:
    before, name = HOSTILE[what]
    file = tmp_path / "aawiki-20260201-pages.xml"
    who = f"<contributor><username>{name}</username><id>1</id></contributor>"
    file.write_text(
        f"{before}{HEAD.format(format='0.11')}{page(revision(1, who=who))}</mediawiki>", encoding="utf-8"
    )
    with pytest.raises(HistoryError, match="which MediaWiki never writes"):
        ingest(lake, [file])
    assert lake.manifest.wikis == {}


COMPRESS: dict[str, Callable[[Path, bytes], object]] = {
    ".xml": lambda path, content: path.write_bytes(content),
    ".xml.gz": lambda path, content: path.write_bytes(gzip.compress(content)),
    ".xml.bz2": lambda path, content: path.write_bytes(bz2.compress(content)),
}


@pytest.mark.parametrize("ending", [".xml.gz", ".xml.bz2"])
@pytest.mark.parametrize("cut", [1, 2])
def test_archives_whole_and_cut(ending: str, cut: int, lake: Lake, tmp_path: Path) -> None:
    file = tmp_path / f"aawiki-20200201-pages{ending}"
    whole = f"{HEAD.format(format='0.11')}{page(*map(revision, range(1, 50)))}</mediawiki>".encode()
    COMPRESS[ending](file, whole)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // cut])
    if cut == 1:
        assert ingest(lake, [file])[0].source.rows == 50
    else:
        with pytest.raises(HistoryError):
            ingest(lake, [file])


@needs_real_files
def test_the_whole_history_of_afar_wikipedia(lake: Lake) -> None:
    ingest(lake, [AFAR])
    found = edits(lake)
    assert (len(found), len(edits(lake, entity="page"))) == (1307, 507)
    assert len({each["event_user_text"] for each in found}) == 259
    wiki = lake.manifest.wikis["aawiki"]
    assert (wiki.snapshot, wiki.known_until) == ("2026-01-01", "2026-01-01T00:00:00+00:00")


@needs_real_files
@pytest.mark.parametrize("file", [AFAR, STUBS], ids=["afar", "stubs"])
def test_every_revision_is_what_mwxml_reads(
    file: Path, rows_of: Callable[[Path], Rows], tmp_path: Path
) -> None:
    ours = {each["revision_id"]: _compared(each) for each in rows_of(file)}
    with warnings.catch_warnings(action="ignore"):  # of its own making, as it is imported
        mwxml = importlib.import_module("mwxml")
    theirs = {
        each.id: (
            part.id,
            part.namespace,
            str(each.timestamp).removesuffix("Z"),
            each.user.text if each.user else None,
            (each.user.id or None) if each.user else None,
            int(each.parent_id or 0),
            bool(each.minor),
            each.bytes,
            each.sha1,
            each.model,
            each.format,
        )
        for part in mwxml.Dump.from_file(BytesIO(_content(file, tmp_path)))
        for each in part
    }
    assert ours == theirs


@pytest.fixture
def rows_of(lake: Lake) -> Callable[[Path], Rows]:
    def read(file: Path) -> Rows:
        ingest(lake, [file], Options(everything=True))
        return [each for wiki in lake.manifest.wikis for each in edits(lake, wiki)]

    return read


def _compared(row: dict[str, Any]) -> tuple[Any, ...]:
    names = (
        "page_id",
        "page_namespace",
        "event_timestamp",
        "event_user_text",
        "event_user_id",
        "revision_parent_id",
        "revision_minor_edit",
        "revision_text_bytes",
        "revision_text_sha1",
        "revision_content_model",
        "revision_content_format",
    )
    return tuple(each.isoformat() if hasattr(each, "isoformat") else each for each in map(row.get, names))


def _content(file: Path, folder: Path) -> bytes:
    if file.suffix == ".gz":
        return gzip.decompress(file.read_bytes())
    with py7zr.SevenZipFile(file) as archive:
        archive.extractall(folder)
    return (folder / file.name.removesuffix(".7z")).read_bytes()


@pytest.mark.parametrize(
    ("listed", "words"), [((), "their names alone"), (("Amina",), "their names and the list given")]
)
def test_it_is_said_how_bots_are_known(listed: tuple[str, ...], words: str, tmp_path: Path) -> None:
    (note,) = XmlReader(tmp_path / "any.xml", Bots(frozenset(listed))).notes
    assert note == f"bots are known by {words}, since XML does not say who is one"
