from __future__ import annotations

from pathlib import Path

import pytest

from thriving.evidence.indicators import Mapping, read_mapping

REAL = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "movement-metrics"

MAPPING = """
[source]
name = "A publisher"
url = "https://example.org/figures"

[[indicator]]
key = "editors"
file = "editors.tsv"
column = "editors"
unit = "person"
title = { en = "Editors" }
definition = { en = "People who edit." }

[[indicator]]
key = "share"
file = "editors.tsv"
column = "share"
numerator = "part"
denominator = "whole"
unit = "share"
title = { en = "Share" }
definition = { en = "A part of the whole." }
"""

FILE = """month\teditors\tshare\tpart\twhole
2019-07-01\t100.0\t0.25\t1\t4
2019-08-01\t110.0\t0.5\t2\t4
2019-09-01\t\t\t0\t0
"""


@pytest.fixture
def mapping(tmp_path: Path) -> Mapping:
    path = tmp_path / "mapping.toml"
    path.write_text(MAPPING, encoding="utf-8")
    return read_mapping(path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "editors.tsv"
    path.write_text(FILE, encoding="utf-8")
    return path


@pytest.fixture
def real() -> Path:
    if not REAL.is_dir():
        pytest.skip("the official monthly figures are not beside this checkout")
    return REAL
