from __future__ import annotations

import pytest
from tests.movement.reference.test_folder import REAL, needs_real

from thriving.movement.reference import folder, shipped
from thriving.ui import cldr


def test_every_language_has_its_names_and_its_script() -> None:
    """Whoever adds one that CLDR does not know names it in `thriving.ui.languages`."""
    codes = list(shipped.read().languages)
    assert len(codes) == 345
    assert [code for code in codes if cldr.language_name(code) == code] == []
    assert [code for code in codes if cldr.own_name(code) == code] == []
    assert [code for code in codes if not cldr.script_of(code)] == []


def test_every_country_has_a_name_in_cldr_and_an_economic_region() -> None:
    told = shipped.read()
    assert told.countries is not None
    assert [code for code in told.countries if cldr.country_name(code) == code] == []
    assert {scheme.key: len(set(scheme.keys.values())) for scheme in told.schemes} == {
        "wikimedia": 8,
        "grant-committee": 7,
        "economic": 2,
    }
    assert all(set(scheme.members) <= set(told.countries) for scheme in told.schemes)


@needs_real
@pytest.mark.data
def test_our_own_says_what_the_real_files_say() -> None:
    ours, real = shipped.read(), folder.read(REAL)
    assert ours.protected == real.protected
    assert {scheme.key: scheme.keys for scheme in ours.schemes} == {
        scheme.key: scheme.keys for scheme in real.schemes
    }
