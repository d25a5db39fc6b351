"""CSV and spreadsheets in and out, row by row: checked against columns, written without formulas.

table = read(file)                                   # raises Unreadable, a sentence
for row in checked(table, columns): …                # row.number, row.values, row.problems
StreamingHttpResponse(csv_lines(header, rows))       # formulas neutralized
"""

from thriving.kernel.tables.checking import CheckedRow, Problem, check, checked
from thriving.kernel.tables.columns import Column
from thriving.kernel.tables.limits import Limits
from thriving.kernel.tables.reading import Row, Table, Unreadable, read, sheets
from thriving.kernel.tables.writing import csv_lines, neutral, write_csv, write_sheets, write_xlsx

__all__ = [
    "CheckedRow",
    "Column",
    "Limits",
    "Problem",
    "Row",
    "Table",
    "Unreadable",
    "check",
    "checked",
    "csv_lines",
    "neutral",
    "read",
    "sheets",
    "write_csv",
    "write_sheets",
    "write_xlsx",
]
