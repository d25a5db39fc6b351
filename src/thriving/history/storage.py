"""Files that lie elsewhere, by their address: reached by Arrow, for whoever reads them."""

from __future__ import annotations

import pyarrow.fs
from fsspec.implementations.arrow import ArrowFSWrapper

_AS_ARROW_SAYS = {"s3a": "s3"}  # Spark and Arrow name the same storage differently


def scheme_of(address: str) -> str:
    """As s3a of s3a://bucket/lake; nothing of a file of this machine, however it is named."""
    scheme, between, _path = address.partition("://")
    return scheme if between and scheme != "file" else ""


def storage_at(address: str) -> tuple[pyarrow.fs.FileSystem, str]:
    """The storage, and the path in it. Keys and endpoint are those of the environment.

    Raises pyarrow.ArrowInvalid of a scheme that Arrow does not know, and OSError of what it cannot reach.
    """
    scheme, _between, path = address.partition("://")
    found: tuple[pyarrow.fs.FileSystem, str] = pyarrow.fs.FileSystem.from_uri(
        f"{_AS_ARROW_SAYS.get(scheme, scheme)}://{path}"
    )
    return found


class _Reached(ArrowFSWrapper):  # type: ignore[misc]  # fsspec has no types
    """Storage under a scheme of ours, which says nothing of where the path begins."""

    cachable = False

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return path.rpartition("://")[2]


def as_engines_read(address: str) -> ArrowFSWrapper:
    """The storage at the address in the form in which DuckDB takes one in, under a scheme of its own."""
    storage, _path = storage_at(address)
    return type("Storage", (_Reached,), {"protocol": f"arrow-{scheme_of(address)}"})(storage)
