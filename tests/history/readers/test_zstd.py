from __future__ import annotations

from pathlib import Path

import pytest
import zstandard

from thriving.history.failures import HistoryError
from thriving.history.readers.sampling import first_lines
from thriving.history.readers.zstd import is_whole

TEXT = b"".join(b"%d\n" % number for number in range(50_000))
TO_BE_SKIPPED = b"\x50\x2a\x4d\x18" + b"\x05\x00\x00\x00" + b"words"


def packed(text: bytes = TEXT, **options: bool) -> bytes:
    return zstandard.ZstdCompressor(**options).compress(text)


WHOLE = {
    "one frame": packed(),
    "a checksum": packed(write_checksum=True),
    "no length": packed(write_content_size=False),
    "what repeats": packed(b"a" * 1_000_000),
    "nothing in it": packed(b""),
    "two frames": packed() + packed(),
    "what is to be skipped": TO_BE_SKIPPED + packed() + TO_BE_SKIPPED,
    "no byte at all": b"",
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_file_is_one(name: str, tmp_path: Path) -> None:
    file = tmp_path / "rows.tsv.zst"
    file.write_bytes(WHOLE[name])
    assert is_whole(file)


@pytest.mark.parametrize("name", [name for name in WHOLE if WHOLE[name]])
def test_a_file_without_its_last_byte_is_none(name: str, tmp_path: Path) -> None:
    file = tmp_path / "rows.tsv.zst"
    file.write_bytes(WHOLE[name][:-1])
    assert not is_whole(file)


@pytest.mark.parametrize("cut", [2, 5, 7, 1000])
def test_it_may_end_anywhere_too_early(cut: int, tmp_path: Path) -> None:
    file = tmp_path / "rows.tsv.zst"
    file.write_bytes(packed()[:cut])
    assert not is_whole(file)


def test_words_behind_the_end_are_no_zstd(tmp_path: Path) -> None:
    file = tmp_path / "rows.tsv.zst"
    file.write_bytes(packed() + b"words")
    assert not is_whole(file)


def test_a_block_without_its_end_is_not_taken_for_nothing(tmp_path: Path) -> None:
    file = tmp_path / "rows.tsv.zst"
    file.write_bytes(packed(b"words\n" * 9)[:-3])
    with pytest.raises(HistoryError, match="truncated or damaged"):
        list(first_lines(file))
