"""What a start loads: whoever starts a command, and every restart of the site, waits for it."""

from __future__ import annotations

import subprocess
import sys

LATE = (
    "duckdb",
    "fido2",
    "fsspec",
    "ibis",
    "lxml",
    "numpy",
    "openpyxl",
    "pandas",
    "pyarrow",
    "scipy",
    "sqlglot",
)
START = f"""
import sys
from thriving.web.commands import cli, found, load
for entry in found():
    load(entry)
import thriving.web.urls
print(*sorted(set(sys.modules).intersection({LATE})))
"""


def test_a_start_with_every_command_and_page_loads_nothing_heavy() -> None:
    started = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)
    assert started.stdout.split() == []
