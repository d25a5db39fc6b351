from __future__ import annotations

import pytest
from tests.evidence.disclosure.worlds import CONTINENT, COUNTRY, LANGUAGE, ROLE, crossed, listed

from thriving.evidence.disclosure.coarsening import NothingCoarser, coarsen
from thriving.evidence.disclosure.tables import ALL, Table

COUNTRIES = crossed(COUNTRY, ROLE, [[1, 2, 3], [10, 20, 30], [4, 5, 6], [40, 50, 60]])


def test_countries_fold_into_continents() -> None:
    folded = coarsen(COUNTRIES, "country")
    assert folded.dimensions == (CONTINENT, ROLE)
    assert (folded["africa", "trainer"], folded["asia", ALL]) == (22, 165)
    assert folded[folded.total] == COUNTRIES[COUNTRIES.total]


def test_continents_fold_into_everybody() -> None:
    folded = coarsen(coarsen(COUNTRIES, "country"), "continent")
    assert folded.dimensions == (ROLE,)
    assert folded[("student",)] == 99


def test_a_list_has_nothing_above_its_last_level() -> None:
    with pytest.raises(NothingCoarser, match="nothing coarser"):
        coarsen(listed(CONTINENT, [30, 40]), "continent")


def test_people_in_several_categories_cannot_be_summed() -> None:
    table = Table("languages", "people", (LANGUAGE,), {("ar",): 20, ("en",): 30, (ALL,): 35})
    with pytest.raises(NothingCoarser, match="counted anew"):
        coarsen(table, "language")
