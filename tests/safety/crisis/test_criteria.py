from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.safety.crisis.world import answers

from thriving.safety.crisis import criteria
from thriving.safety.crisis.severity import Said, Severity

ANSWERS = st.fixed_dictionaries({key: st.sampled_from(Said.values) for key in criteria.BY_KEY})


def test_all_no_is_no_crisis() -> None:
    assert not criteria.qualifies(answers())
    assert criteria.gravest(answers()) is None


@pytest.mark.parametrize(
    ("said", "severity"),
    [
        ({"harm": "yes"}, Severity.S1),
        ({"harm": "unsure"}, Severity.S1),
        ({"state": "yes"}, Severity.S2),
        ({"blocked": "unsure"}, Severity.S2),
        ({"many": "yes"}, Severity.S2),
        ({"legal": "yes", "discretion": "yes"}, Severity.S2),
        ({"discretion": "yes"}, Severity.S4),
        ({"discretion": "yes", "harm": "unsure"}, Severity.S1),
    ],
)
def test_the_gravest_answer_decides(said: dict[str, str], severity: Severity) -> None:
    assert criteria.gravest(answers(**said)) is severity


@given(ANSWERS, st.sampled_from(sorted(criteria.BY_KEY)))
def test_unsure_is_never_less_grave_than_no_and_as_grave_as_yes(said: dict[str, str], key: str) -> None:
    no, unsure, yes = (criteria.gravest({**said, key: each}) for each in ("no", "unsure", "yes"))
    assert unsure == yes
    assert unsure is not None
    assert no is None or unsure <= no


@pytest.mark.parametrize("said", [{}, {**answers(), "harm": "perhaps"}, {**answers(), "more": "yes"}])
def test_every_question_is_answered_in_a_word_that_there_is(said: dict[str, str]) -> None:
    assert criteria.problem(said)
    assert not criteria.problem(answers())


def test_from_how_many_on_is_a_setting(settings: object) -> None:
    settings.CRISIS_VOLUNTEERS = 25  # type: ignore[attr-defined]
    assert criteria.MANY.asked == "Are 25 or more volunteers affected?"
