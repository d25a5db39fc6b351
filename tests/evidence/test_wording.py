from __future__ import annotations

import pytest

from thriving.evidence.kinds import kinds
from thriving.evidence.wording import NONE_MISSING, none_missing


@pytest.mark.parametrize(
    ("subject", "said"),
    [("person", "Nobody is missing."), ("event", "No event is missing."), ("comet", "None is missing.")],
)
def test_what_is_missing_is_named_by_what_it_is(subject: str, said: str) -> None:
    assert none_missing(subject) == said


def test_only_subjects_of_records_are_named() -> None:
    assert set(NONE_MISSING) <= {kind.subject for kind in kinds.values()}
