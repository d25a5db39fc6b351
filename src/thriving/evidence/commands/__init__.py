"""`thriving evidence …` and `thriving indicators …`."""

from thriving.evidence.commands import checking, exporting, importing, publishing, series
from thriving.evidence.commands.groups import evidence, indicators

__all__ = ["checking", "evidence", "exporting", "importing", "indicators", "publishing", "series"]
