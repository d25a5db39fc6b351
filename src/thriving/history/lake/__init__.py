"""The lake: a folder of Parquet files, and a manifest that says which of them count."""

from thriving.history.lake.manifest import Manifest, Source, Wiki
from thriving.history.lake.place import Lake

__all__ = ["Lake", "Manifest", "Source", "Wiki"]
