from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from thriving.evidence.models import Indicator
from thriving.wiki import measuring, sampling
from thriving.wiki.models import Measurement, Run, VitalSign

pytestmark = pytest.mark.django_db


def test_a_made_up_history_goes_the_way_of_every_other_and_is_marked(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measuring, "SIGNS", ("edits",))
    monkeypatch.setattr(sampling, "EVENTS", 4_000)
    sampling.fill(until=date(2018, 7, 1), by="test")
    assert Run.objects.get().state == "done"
    assert Measurement.objects.get().unanswered == {}
    assert set(Indicator.objects.values_list("origin", "sample")) == {("computed", True)}
    assert set(VitalSign.objects.values_list("sample", flat=True)) == {True}
    assert client.get("/indicators/computed-active-editors.json").json()["sample"] is True
