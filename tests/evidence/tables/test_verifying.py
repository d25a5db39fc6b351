"""The trial balance holds published tables against the ledger, and finds a later touch."""

from __future__ import annotations

from typing import Any

import pytest
from tests.evidence.tables import world
from tests.evidence.tables.world import at

from thriving.evidence import check
from thriving.evidence.models import TableRelease, TableSpecification
from thriving.kernel import triggers

pytestmark = pytest.mark.django_db


def found() -> list[str]:
    return [sentence for sentence in check.mismatches() if "people-by-region" in sentence]


def test_a_table_holds_whatever_comes_later(first: TableRelease) -> None:
    with at(world.date(2020, 5, 1)):
        world.engage({"south-asia": 30}, world.date(2020, 2, 2))
    assert found() == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"table": {"cells": [[["south-asia"], 23]]}}, "is not what it was"),
        ({"number": 7}, "is not what it was"),
    ],
)
def test_a_touch_shows(first: TableRelease, change: dict[str, Any], sentence: str) -> None:
    with triggers.lifted():
        TableRelease.objects.filter(pk=first.pk).update(**change)
    assert any(sentence in each for each in found())


def test_another_agreement_under_the_same_name_shows(first: TableRelease) -> None:
    TableSpecification.objects.update(k=11)
    assert any("was changed after" in each for each in found())
