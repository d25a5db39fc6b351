from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thriving.history.failures import HistoryError
from thriving.history.readers.mediawiki_xml import texts
from thriving.history.readers.mediawiki_xml.texts import hash_of, without_texts

DUMP = (
    '<page><revision><text bytes="4" sha1="a">one\n</text><sha1>a</sha1></revision>'
    '<revision><text bytes="0" /></revision><revision><text>é &amp; &lt;b\n&gt;</text></revision>'
    '<revision><text deleted="deleted" /></revision></page>'
).encode()


def parted(content: bytes, cuts: list[int]) -> list[bytes]:
    places = sorted({0, len(content), *(cut % len(content) for cut in cuts)})
    return [content[start:stop] for start, stop in pairwise(places)]


@given(st.lists(st.integers(0, 10_000)))
def test_a_text_goes_wherever_blocks_are_cut(cuts: list[int]) -> None:
    words = "é & <b\n>".encode()
    measured = f' bytes="{len(words)}" sha1="{hash_of(words)}"'
    expected = (
        '<page><revision><text bytes="4" sha1="a">\n</text><sha1>a</sha1></revision>'
        f'<revision><text bytes="0" /></revision><revision><text{measured}>\n</text></revision>'
        '<revision><text deleted="deleted" /></revision></page>'
    )
    assert b"".join(without_texts(parted(DUMP, cuts))).decode() == expected


@given(st.lists(st.integers(0, 10_000)))
def test_a_stub_stays_as_it_is(cuts: list[int]) -> None:
    stub = b'<page><textual/><revision><text bytes="4" id="1" /></revision>\n</page>'
    assert b"".join(without_texts(parted(stub, cuts))) == stub


def test_a_hash_is_as_mediawiki_writes_it() -> None:
    assert hash_of(b"") == "phoiac9h4m842xq45sp7s6u21eteeq1"


def test_a_text_of_any_length_takes_no_memory() -> None:
    blocks = [b'<text bytes="9">', *(b"x" * 1000 for _ in range(1000)), b"</text>"]
    assert max(map(len, without_texts(blocks))) == len(blocks[0])


def test_a_text_without_a_size_and_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_LONGEST_UNMEASURED", 1000)
    with pytest.raises(HistoryError, match="does not say its size"):
        list(without_texts([b"<text>", b"x" * 1001]))


def test_a_tag_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_LONGEST_TAG", 1000)
    with pytest.raises(HistoryError, match="a tag of more than"):
        list(without_texts([b"<text ", b"x" * 1001]))
