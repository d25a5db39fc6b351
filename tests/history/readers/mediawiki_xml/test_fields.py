"""The quick way reads what the slow way reads, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from thriving.history.readers.mediawiki_xml.fields import (
    PAGE,
    REVISION,
    Page,
    Unreadable,
    bytes_of,
    page_of,
    plain,
    revision_of,
)
from thriving.history.readers.mediawiki_xml.scanning import _is_plain

WHOLE = {
    "id": "<id>12</id>",
    "parent": "<parentid>3</parentid>",
    "timestamp": "<timestamp>2020-01-31T23:59:59Z</timestamp>",
    "who": "<contributor><username>A &amp; b</username><id>7</id></contributor>",
    "minor": "<minor />",
    "comment": "<comment>said &quot;so&quot;</comment>",
    "origin": "<origin>12</origin>",
    "model": "<model>wikitext</model>",
    "format": "<format>text/x-wiki</format>",
    "text": '<text bytes="9" sha1="abc" location="tt:1" id="1" xml:space="preserve">\n</text>',
    "slots": "",
    "sha1": "<sha1>def</sha1>",
}
SLOT = (
    "<content><role>mediainfo</role><origin>5</origin><model>wikibase-mediainfo</model>"
    '<format>application/json</format><text bytes="30" sha1="x" /></content>'
)
OTHERWISE = {
    "parent": [""],
    "timestamp": [
        "<timestamp>2020-02-29T00:00:00Z</timestamp>",
        "<timestamp>2021-04-30T00:00:00Z</timestamp>",
    ],
    "who": [
        "<contributor><ip>192.0.2.1</ip></contributor>",
        '<contributor deleted="deleted" />',
        "<contributor><username>Imported</username><id>0</id></contributor>",
    ],
    "minor": ["", "<minor/>"],
    "comment": ["", "<comment />", '<comment deleted="deleted" />'],
    "origin": [""],
    "text": [
        '<text bytes="9" sha1="abc" id="1" />',
        '<text bytes="9" id="1" deleted="deleted" />',
        "<text></text>",
        '<text deleted="deleted" />',
    ],
    "slots": [SLOT, SLOT + SLOT],
    "sha1": ["", "<sha1 />"],
}


ANY = st.fixed_dictionaries({name: st.sampled_from([WHOLE[name], *ways]) for name, ways in OTHERWISE.items()})


def written(**other: str) -> str:
    return "".join(["<revision>\n", *(f"  {part}\n" for part in {**WHOLE, **other}.values()), "</revision>"])


@given(ANY)
def test_the_quick_way_is_the_slow_way(parts: dict[str, str]) -> None:
    xml = written(**parts)
    quick = REVISION.fullmatch(xml)
    if "02-29" in parts["timestamp"]:
        assert quick is None  # a calendar has to be asked
    else:
        assert quick is not None
        slots = quick["slots"] or ""
        slow = revision_of(xml)
        assert bytes_of(slots) == bytes_of(slow.slots or "")
        assert [each or None for each in quick.groups()[:14]] == [each or None for each in slow[:14]]
        assert (quick["sha1"] or None) == (slow.sha1 or None)


@pytest.mark.parametrize(
    "part",
    [
        {"timestamp": "<timestamp>2021-02-29T00:00:00Z</timestamp>"},
        {"timestamp": "<timestamp>2021-04-31T00:00:00Z</timestamp>"},
        {"timestamp": "<timestamp>yesterday</timestamp>"},
        {"id": "<id>x</id>"},
        {"id": "<id>12345678901234567890</id>"},
        {"id": ""},
    ],
)
def test_what_is_no_revision_is_read_by_neither(part: dict[str, str]) -> None:
    assert REVISION.fullmatch(written(**part)) is None
    with pytest.raises(Unreadable) as refused:
        revision_of(written(**part))
    assert not any(words in str(refused.value) for words in ("2021", "yesterday", "x", "1234"))


@pytest.mark.parametrize(
    "part", [{"comment": "<comment>a < b</comment>"}, {"who": "<contributor>"}, {"text": "<text"}]
)
def test_what_is_no_xml_is_read_by_neither(part: dict[str, str]) -> None:
    assert REVISION.fullmatch(written(**part)) is None
    with pytest.raises(etree.XMLSyntaxError):
        revision_of(written(**part))


def test_parts_in_another_order_are_read_slowly() -> None:
    xml = written(sha1="", id="<sha1>def</sha1><id>12</id>")
    assert REVISION.fullmatch(xml) is None
    assert (revision_of(xml).id, revision_of(xml).sha1) == ("12", "def")


@pytest.mark.parametrize(("redirect", "is_redirect"), [("", False), ('<redirect title="B" />', True)])
def test_a_page_is_read_alike_both_ways(redirect: str, *, is_redirect: bool) -> None:
    xml = f"<page><title>A &amp; b</title><ns>-1</ns><id>5</id>{redirect}"
    quick = PAGE.match(f"{xml}<revision>")
    assert quick is not None
    assert Page(quick[1], int(quick[2]), int(quick[3]), quick[4] is not None) == page_of(f"{xml}</page>")
    assert page_of(f"{xml}</page>") == Page("A &amp; b", -1, 5, is_redirect)


@pytest.mark.parametrize(
    ("data", "is_plain"),
    [
        ("<a>\t\r\n&amp;&lt;&gt;&quot;&#039;é</a>", True),
        ("&nbsp;", False),
        ("&#39;", False),
        ("a & b", False),
        ("\x0b", False),
        ("\x00", False),
        ("\x1f\n\n", False),
    ],
)
def test_what_mediawiki_does_not_write_is_left_to_the_parser(data: str, *, is_plain: bool) -> None:
    assert _is_plain(data.encode()) is is_plain


@given(st.text())
def test_escapes_are_undone(words: str) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    assert plain(escaped.replace("'", "&#039;")) == words
