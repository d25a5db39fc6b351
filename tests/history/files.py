"""Tables of one's own, as files."""

from __future__ import annotations

from pathlib import Path

REVISION = {
    "page_id": "1",
    "page_title": "Main Page",
    "page_namespace": "0",
    "revision_id": "10",
    "timestamp": "2020-01-15T12:00:00Z",
    "user_id": "7",
    "user_text": "Amina",
    "bytes": "100",
}
DATA = Path(__file__).parents[3] / "shared" / "data"


def revision(number: int, **values: str) -> dict[str, str]:
    """One of page 1, at this hour of the day."""
    return {**REVISION, "revision_id": str(number), "timestamp": f"2020-01-15 {number:02}:00:00", **values}


def written(*rows: dict[str, str], delimiter: str = ",") -> bytes:
    """With the header of the first."""
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    return "".join(f"{delimiter.join(line)}\n" for line in lines).encode()


def csv_file(path: Path, text: str) -> Path:
    """Of lines with spaces before and after them, which are not the file's."""
    lines = (line.strip(" ") for line in text.strip("\n ").splitlines())
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
