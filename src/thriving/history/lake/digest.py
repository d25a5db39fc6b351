from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest_of(folder: Path) -> str:
    """One hash for all the Parquet files below a folder, their names and what is in them."""
    whole = hashlib.sha256()
    for path in parquet_in(folder):
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        whole.update(f"{path.relative_to(folder)} {found}\n".encode())
    return whole.hexdigest()


def parquet_in(folder: Path) -> Iterable[Path]:
    return sorted(folder.rglob("*.parquet"))
