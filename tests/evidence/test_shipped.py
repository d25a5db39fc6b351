"""Measures that come with the software."""

from __future__ import annotations

import pytest

from thriving.evidence import shipped
from thriving.evidence.actions import define_measure
from thriving.evidence.models import Measure, MeasureVersion
from thriving.kernel.words import Words

pytestmark = pytest.mark.django_db


def test_each_is_defined_once() -> None:
    defined = shipped.define(by="tests")
    assert defined == Measure.objects.count() > 0
    assert shipped.define(by="tests") == 0


def test_what_an_evaluator_changed_stays() -> None:
    shipped.define(by="tests")
    version = MeasureVersion.objects.order_by("pk").first()
    assert version is not None
    changed = define_measure(
        version.measure.key, version.specification, title=Words(en="Otherwise"), by="an evaluator"
    )
    shipped.define(by="tests")
    assert MeasureVersion.objects.filter(measure=version.measure).latest("number") == changed
