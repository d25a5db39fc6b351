"""`thriving evidence …` and `thriving indicators …`."""

from thriving.evidence.commands import exporting, importing, series
from thriving.evidence.commands.groups import evidence, indicators

__all__ = ["evidence", "exporting", "importing", "indicators", "series"]
