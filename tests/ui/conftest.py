from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings

from thriving.kernel.registry import Registry
from thriving.ui import navigation, slots


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The look without the packages above it: their doors and bars lead to addresses of theirs."""
    monkeypatch.setattr(navigation, "doors", Registry("door"))
    monkeypatch.setattr(navigation, "groups", Registry("group of doors"))
    monkeypatch.setattr(slots, "fillers", {place: Registry("filler") for place in slots.fillers})
    with override_settings(ROOT_URLCONF="tests.ui.addresses"):
        yield
