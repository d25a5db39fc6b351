"""How codes are written; a cell that is written otherwise is a fault of its line."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from thriving.movement.reference.files import File, Values

COUNTRY = re.compile(r"[A-Z]{2}")
ALPHA3 = re.compile(r"[A-Z]{3}")
ITEM = re.compile(r"Q[1-9][0-9]{0,15}")
DATABASE = re.compile(r"[a-z][a-z0-9_]{1,59}")
DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
LANGUAGE = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,10})*")  # zh-classical: older than the standard and its limits
SUBDIVISION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


def well_formed(file: File, row: int, said: Values, **forms: re.Pattern[str]) -> bool:
    """Whether each named column has its form; a cell that may be empty, and is, has."""
    faults = [
        (column, said[column])
        for column, form in forms.items()
        if said[column] is not None and not form.fullmatch(said[column])
    ]
    for column, value in faults:
        file.blame(row, _("“%(value)s” is not written as it must be.") % {"value": value[:100]}, column)
    return not faults
