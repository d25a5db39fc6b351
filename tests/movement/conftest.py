from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from thriving.kernel import clock

Later = Callable[[timedelta], None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Let so much true time pass: sign-ins count by it, whatever day the rest of the site plays."""
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def pass_by(time: timedelta) -> None:
        nonlocal now
        now += time
        monkeypatch.setattr(clock, "system", lambda: now)

    pass_by(timedelta())
    return pass_by
