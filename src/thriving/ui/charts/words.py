"""What a series says, in a sentence of the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from thriving.ui import cldr
from thriving.ui.charts.series import Dated


def describe(points: Sequence[Dated]) -> str:
    """For example: "Rose from 3 in July 2019 to 88 in June 2020; steepest in March 2020." """
    known = [(point.on, point.value) for point in points if point.value is not None]
    if not known:
        return _("No figures yet.")
    return ""
