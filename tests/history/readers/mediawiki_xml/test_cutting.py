from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.history.readers.mediawiki_xml.dumps import dump, page, revision

from thriving.history.failures import HistoryError
from thriving.history.readers.mediawiki_xml import cutting
from thriving.history.readers.mediawiki_xml.bots import Bots
from thriving.history.readers.mediawiki_xml.cutting import cut
from thriving.history.readers.mediawiki_xml.site import site_of
from thriving.history.readers.mediawiki_xml.stretches import Rules, found, stretches

Rows = list[dict[str, object]]

PAGES = (
    page(*(revision(number, sha1="ab"[number % 2], parent=number - 1) for number in range(1, 10))),
    page(about="<title>Without edits</title><ns>0</ns><id>2</id>"),
    page(revision(20).replace("<id>20</id>", ""), revision(21), about="<title>C</title><ns>0</ns><id>3</id>"),
    page(revision(30), about="<title>No number</title><ns>0</ns>"),
    page(revision(40) + "<upload>later</upload>\n", about="<title>D</title><ns>0</ns><id>4</id>"),
)


def read(content: bytes, *, size: int, block: int) -> tuple[Rows, list[tuple[int, str]]]:
    blocks = (content[start : start + block] for start in range(0, len(content), block))
    whole = cut(blocks, size=size)
    rules = Rules(site_of(whole.head), Bots())
    all_found = [found(stretch, rules) for stretch in stretches(whole.pieces)]
    rows = [row for each in all_found for row in each.events.to_pylist()]
    rejects = [(reject.line, reject.reason) for each in all_found for reject in each.rejects]
    return sorted(rows, key=str), rejects


@given(size=st.integers(1, 4000), block=st.integers(1, 4000))
@settings(max_examples=25, deadline=None)
def test_wherever_it_is_cut_it_reads_the_same(size: int, block: int) -> None:
    content = dump(*(f"\n{each}" for each in PAGES))
    assert read(content, size=size, block=block) == read(content, size=1 << 20, block=1 << 20)


def test_what_is_refused_has_its_line() -> None:
    rows, rejects = read(dump(*(f"\n{each}" for each in PAGES)), size=1, block=100)
    assert [row["revision_id"] for row in rows if row["event_entity"] == "revision"].count(21) == 1
    assert [(line, reason.partition(":")[0]) for line, reason in rejects] == [
        (7, "a revision cannot be read"),
        (8, "a page cannot be read"),
        (8, "its page"),
    ]


@pytest.mark.parametrize(
    "end", ["", "<page>", page(revision(1))[:-7], "words", page(revision(1)).replace("</revision>", "")]
)
def test_a_dump_that_ends_early_is_refused(end: str) -> None:
    whole = dump(PAGES[0]).removesuffix(b"\n</mediawiki>\n")
    with pytest.raises(HistoryError, match="truncated"):
        read(whole + end.encode(), size=1 << 20, block=1 << 20)


def test_a_dump_without_pages_is_one() -> None:
    assert read(dump(), size=1 << 20, block=10) == ([], [])


@pytest.mark.parametrize("declaration", ['<?xml version="1.0"?>\n', '<?xml version="1.0" encoding="UTF-8"?>'])
def test_xml_may_say_that_it_is_xml(declaration: str) -> None:
    content = declaration.encode() + dump(PAGES[0])
    assert read(content, size=1 << 20, block=1 << 20) == read(dump(PAGES[0]), size=1 << 20, block=1 << 20)


def test_another_encoding_is_refused() -> None:
    content = b'<?xml version="1.0" encoding="latin-1"?>' + dump(PAGES[0])
    with pytest.raises(HistoryError, match="MediaWiki never writes"):
        read(content, size=1 << 20, block=1 << 20)


@pytest.mark.parametrize("mark", ["<!-- so -->", "<?so?>", "<![CDATA[so]]>"])
@pytest.mark.parametrize("block", [1, 2, 1 << 20])
def test_a_declaration_is_refused_wherever_it_is_cut(mark: str, block: int) -> None:
    with pytest.raises(HistoryError, match="MediaWiki never writes"):
        read(dump(PAGES[0], mark, PAGES[0]), size=1 << 20, block=block)


@pytest.mark.parametrize("endless", [b"<x>", page()[:-7].encode()])
def test_what_has_no_end_is_refused(endless: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "_LONGEST", 5000)
    content = dump().removesuffix(b"\n</mediawiki>\n") + endless + b"<y />" * 2000
    with pytest.raises(HistoryError, match="without the start of a page"):
        read(content, size=100, block=100)
