from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.history.metrics.rows import Row, account, edit, moment, tables, values

MADE = "2020-01-05 12:00:00"
Share = Callable[..., Any]


def early(at: str, who: str = "Amina", made: str = MADE, **columns: Any) -> Row:
    """An edit by somebody who made the account at ``made``."""
    own = {"event_user_is_created_by_self": True, "event_user_creation_timestamp": moment(made)}
    return edit(at, who, **{**own, **columns})


@pytest.fixture
def share() -> Share:
    """The value of the cohort of January, whose one account is Amina's, after these edits."""

    def measure(name: str, *edits: Row, until: str = "2021-01-01 00:00:00", **given: object) -> Any:
        found = tables(edits, accounts=[account(MADE)], until=until)
        return values(name, found, **given)["2020-01"]

    return measure
