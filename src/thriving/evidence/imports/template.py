"""An empty file to fill in: the columns, what they mean, and the sheet of sources."""

from __future__ import annotations

from io import BytesIO

from django.conf import settings
from django.utils.translation import gettext as _

from thriving.evidence.imports.columns import columns, columns_of, source_columns
from thriving.evidence.imports.sources import SHEET
from thriving.evidence.kinds import FactKind
from thriving.kernel import tables


def template_file(kind: FactKind | None) -> bytes:
    """A spreadsheet of three sheets: rows, sources, and what each column means."""
    rows = columns_of(kind) if kind else columns()
    sources = source_columns([code for code, _name in settings.LANGUAGES])
    file = BytesIO()
    tables.write_sheets(
        file,
        [
            ("records", [column.name for column in rows], []),
            (SHEET, [column.name for column in sources], []),
            (_("columns"), (_("Column"), _("Needed"), _("One of"), _("Meaning")), _explained(rows, kind)),
        ],
    )
    return file.getvalue()


def _explained(rows: tuple[tables.Column, ...], kind: FactKind | None) -> list[tuple[str, str, str, str]]:
    return [
        (
            column.name,
            _("yes") if column.required else _("no"),
            ", ".join(column.choices or _values(kind, column.name)),
            str(column.meaning),
        )
        for column in rows
    ]


def _values(kind: FactKind | None, name: str) -> tuple[str, ...]:
    dimension = kind.named.get(name) if kind else None
    return dimension.values if dimension else ()
