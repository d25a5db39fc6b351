"""A lake to read where it lies: in object storage, by its address.

It is written on a machine and copied there as it stands, its manifest last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from tempfile import gettempdir
from typing import NoReturn

import pyarrow as pa
import pyarrow.fs

from thriving.history.failures import HistoryError
from thriving.history.lake.manifest import NAME, Manifest
from thriving.history.lake.place import ROWS, SPILL, Lake
from thriving.history.storage import storage_at


def lake_at(place: str) -> Lake:
    """In a folder of this machine, or at an address, as s3a://bucket/lake."""
    return (
        DistantLake(Path(gettempdir()) / "thriving", place.rstrip("/"))
        if "://" in place
        else Lake(Path(place))
    )


@dataclass(frozen=True)
class DistantLake(Lake):
    """``folder`` is one of this machine, for what does not fit into memory. The manifest is read once."""

    address: str

    def __str__(self) -> str:
        return self.address

    @property
    def spill(self) -> Path:
        (self.folder / SPILL).mkdir(parents=True, exist_ok=True)
        return self.folder / SPILL

    def held(self) -> NoReturn:
        """By nobody: a bucket has no lock, and no renaming of folders at once."""
        raise HistoryError(
            f"“{self.address}” is an address. A lake is written in a folder of this machine, and copied from "
            "there."
        )

    @cached_property
    def _storage(self) -> tuple[pyarrow.fs.FileSystem, str]:
        """And the lake's path in it."""
        try:
            return storage_at(self.address)
        except (pa.ArrowInvalid, OSError) as refusal:
            raise self._unreadable(refusal) from refusal

    @cached_property
    def manifest(self) -> Manifest:
        storage, path = self._storage
        try:
            with storage.open_input_file(f"{path}/{NAME}") as file:
                return Manifest.written(file.readall(), f"{self.address}/{NAME}")
        except OSError as refusal:
            raise self._unreadable(refusal) from refusal

    def files(self, entity: str, wikis: Sequence[str]) -> list[str]:
        folders = [
            f"{source.folder}/wiki_db={wiki}/event_entity={entity}"
            for wiki in wikis
            for source in self.manifest.sources_of(wiki)
        ]
        return [f"{self.address}/{folder}/*/*.parquet" for folder in folders if folder in self._folders]

    def table(self, name: str, wikis: Sequence[str]) -> list[tuple[str, list[str]]]:
        own = f"{self.folder}/"
        return [
            (f"{self.address}/{file.removeprefix(own)}", counting)
            for file, counting in super().table(name, wikis)
        ]

    @cached_property
    def _folders(self) -> frozenset[str]:
        """Those with events of some wiki and entity, below the lake: one listing for all questions."""
        storage, path = self._storage
        listing = pyarrow.fs.FileSelector(f"{path}/{ROWS}", recursive=True, allow_not_found=True)
        files = (PurePosixPath(each.path) for each in storage.get_file_info(listing) if each.is_file)
        return frozenset(str(file.parents[1].relative_to(path)) for file in files)

    def _unreadable(self, refusal: Exception) -> HistoryError:
        said = str(refusal).splitlines()[0]
        return HistoryError(
            f"There is no lake to read at {self.address}: {said}. Look at the address and the keys."
        )
