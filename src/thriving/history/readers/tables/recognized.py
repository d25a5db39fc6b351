"""Which table a file is: by its header where that leaves no doubt, or as somebody says."""

from __future__ import annotations

from collections.abc import Sequence

from thriving.history.failures import HistoryError
from thriving.history.readers.tables.files import TableFile
from thriving.history.readers.tables.forms import FORMS, Form

_TELLING = 2  # names of columns that a header shares with a table by no accident


def form_of(table: TableFile, layout: str = "") -> Form | None:
    """None where the header is like that of no table. Raises HistoryError where it is like several."""
    asked = [form for form in FORMS if layout in ("", form.name)]
    fitting = [form for form in asked if not lacking(form, table.header)]
    fitting = [form for form in fitting if form.is_of_extract] or fitting
    if len(fitting) > 1:
        raise HistoryError(
            f"{table.path.name} could be {' or '.join(form.title for form in fitting)} by its header. "
            f"Say which: --layout {' or --layout '.join(form.name for form in fitting)}."
        )
    if fitting:
        return fitting[0]
    if layout or _shared(nearest := _nearest(table.header), table.header) >= _TELLING:
        raise _lacks(asked[0] if layout else nearest, table)
    return None


def lacking(form: Form, header: Sequence[str]) -> list[str]:
    """The columns that the header would need for the form."""
    if form.is_of_extract and len(header) != len(form.fields):
        return [field.name for field in form.fields]
    missing = [field.name for field in form.fields if field.is_needed and field.place(header) is None]
    if form.one_of and not set(form.one_of) & set(header):
        missing.append(" or ".join(form.one_of))
    return missing


def _nearest(header: Sequence[str]) -> Form:
    return max(FORMS, key=lambda form: _shared(form, header))


def _shared(form: Form, header: Sequence[str]) -> int:
    return sum(field.place(header) is not None for field in form.fields)


def _lacks(form: Form, table: TableFile) -> HistoryError:
    return HistoryError(
        f"{table.path.name} lacks {', '.join(lacking(form, table.header))}, which {form.title} needs. "
        f"Its header holds: {', '.join(table.header)}. If the columns are there and run together, say what "
        "stands between them with --delimiter."
    )
