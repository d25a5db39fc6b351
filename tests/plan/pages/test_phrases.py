from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from thriving.plan.pages import phrases
from thriving.plan.states import Cadence, Status


def test_counts_are_read_out_as_a_list() -> None:
    read = phrases.counts_of_key_results({Status.ON_TRACK: 5, Status.AT_RISK: 2, Status.LATE: 1})
    assert read == "8 key results: 5 on track, 2 at risk and 1 late."


def test_one_key_result_is_not_a_plural() -> None:
    assert phrases.counts_of_key_results({Status.MET: 1}) == "1 key result: 1 met."


def test_no_key_results_is_said() -> None:
    assert phrases.counts_of_key_results({}) == "No key results yet."


@pytest.mark.parametrize("status", Status)
def test_every_status_can_be_counted(status: Status) -> None:
    assert phrases.counts({status: 3}).startswith("3 ")


@pytest.mark.parametrize("cadence", Cadence)
def test_every_cadence_is_a_sentence(cadence: Cadence) -> None:
    assert phrases.cadence(cadence).endswith(".")


def test_counts_follow_the_readers_language() -> None:
    with translation.override("ar"):
        assert phrases.counts_of_key_results({Status.MET: 1, Status.LATE: 2})


def test_one_date_or_two() -> None:
    march, april = date(2020, 3, 31), date(2020, 4, 15)
    assert phrases.as_known(april, april) == "As known on 15 April 2020."
    assert phrases.as_known(march, april) == "What had happened by 31 March 2020, as known on 15 April 2020."
