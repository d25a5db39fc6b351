from __future__ import annotations

import pytest
from django.utils import translation

from thriving.safety.crisis.clocks import USUAL, Task
from thriving.safety.crisis.protocol import CRISIS_RESPONSE
from thriving.safety.protocols.declarations import troubles


def test_what_it_names_is_there() -> None:
    assert list(troubles(CRISIS_RESPONSE)) == []


def test_every_task_has_its_clock() -> None:
    declared = {each.key for each in CRISIS_RESPONSE.clocks}
    assert declared == set(Task.values)
    assert {name.partition(".")[2] for name in USUAL} <= declared


def test_its_questions_name_the_number_of_the_setting(settings: object) -> None:
    settings.CRISIS_VOLUNTEERS = 25  # type: ignore[attr-defined]
    words = {each.key: str(each.words) for each in CRISIS_RESPONSE.questions}
    assert "25 or more" in words["many"]


@pytest.mark.parametrize("state", ["reported", "closed", "linked"])
def test_each_state_has_a_name(state: str) -> None:
    with translation.override("en"):
        assert str(CRISIS_RESPONSE.states[state])
