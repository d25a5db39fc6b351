from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast
from tests.evidence.imports.conftest import HEADER, SOURCES, Upload, engaged, piloted
from tests.evidence.pages.test_records import cost_of

from thriving.evidence import imports, tasks
from thriving.evidence.models import Batch, Fact
from thriving.kernel import clock, tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def esi(client: Client, cast: Cast) -> Client:
    client.force_login(cast.evaluator)
    return client


def named(name: str, text: str) -> BytesIO:
    file = BytesIO(text.encode())
    file.name = name
    return file


def send(client: Client, *lines: str, **said: Any) -> Batch:
    file = named("records.csv", "\n".join((HEADER, *lines, "")))
    sources = named("sources.csv", SOURCES)
    said = {"issuer": "A register", **said}
    response = client.post(reverse("evidence:imports"), {"file": file, "sources": sources, **said})
    assert response.status_code == 302
    return Batch.objects.latest("pk")


def page_of(batch: Batch, client: Client, **query: str) -> str:
    return " ".join(client.get(reverse("evidence:import", args=[batch.pk]), query).content.decode().split())


def press(batch: Batch, client: Client, move: str, **said: str) -> str:
    address = reverse("evidence:import", args=[batch.pk])
    return str(client.post(address, {"move": move, **said}, follow=True).content.decode())


def test_an_evaluator_imports_and_undoes_a_file(esi: Client) -> None:
    batch = send(esi, engaged("a"), piloted("alpha"))
    assert 'http-equiv="refresh"' in page_of(batch, esi, watch="1")
    assert 'http-equiv="refresh"' not in page_of(batch, esi)
    tasks.read_batch.call(batch.pk)
    page = page_of(batch, esi, watch="1")
    assert "Take these rows in" in page
    assert 'http-equiv="refresh"' not in page
    assert "Taken in: 2 new, 0 corrected, 0 known already." in press(batch, esi, "apply")
    assert Fact.objects.filter(superseded_number=None).count() == 2
    assert "undone as a whole" in press(batch, esi, "undo", why="the wrong file")
    assert not Fact.objects.filter(superseded_number=None).exists()


def test_errors_are_shown_by_row_and_column(esi: Client) -> None:
    batch = send(esi, piloted("alpha"), piloted("beta", day="soon"))
    tasks.read_batch.call(batch.pk)
    page = page_of(batch, esi)
    assert "“soon” is not a day written like 2020-04-15." in page
    assert "Take these rows in" not in page
    assert "Mend them in the file" in press(batch, esi, "apply")


def test_rows_are_told_with_their_effect(esi: Client) -> None:
    batch = send(esi, piloted("alpha"), piloted("beta", day="soon"))
    tasks.read_batch.call(batch.pk)
    address = reverse("evidence:import-rows-json", args=[batch.pk])
    assert [row["effect"] for row in esi.get(address).json()["rows"]] == ["new", "has an error"]
    [row] = esi.get(address, {"effect": "faulty"}).json()["rows"]
    assert row["faults"] == ["occurred_on: “soon” is not a day written like 2020-04-15."]
    assert "has an error" in esi.get(reverse("evidence:import-rows", args=[batch.pk])).content.decode()


def test_an_import_is_stopped_and_gone_on_with(esi: Client) -> None:
    batch = send(esi, piloted("alpha"))
    assert "stops after the rows in hand" in press(batch, esi, "stop")
    tasks.read_batch.call(batch.pk)
    assert Batch.objects.get().state == "stopped"
    assert "Reading goes on" in press(batch, esi, "read")
    tasks.read_batch.call(batch.pk)
    assert Batch.objects.get().state == "checked"


def test_a_discarded_file_is_gone(esi: Client) -> None:
    batch = send(esi, piloted("alpha"))
    tasks.read_batch.call(batch.pk)
    assert "Nothing of it was taken in" in press(batch, esi, "discard")


def test_a_file_that_cannot_be_read_says_why(esi: Client) -> None:
    file = named("records.csv", "kind,gender\na,b\n")
    esi.post(reverse("evidence:imports"), {"file": file})
    batch = Batch.objects.get()
    tasks.read_batch.call(batch.pk)
    page = page_of(batch, esi)
    assert "This file cannot be read" in page
    assert "“gender” is not one that is read here" in page


def test_a_file_of_another_kind_is_refused_at_once(esi: Client) -> None:
    file = BytesIO(b"%PDF-1.7")
    file.name = "records.csv"
    response = esi.post(reverse("evidence:imports"), {"file": file})
    assert response.status_code == 422
    assert "none of the kinds" in response.content.decode()


def test_a_page_says_when_nobody_reads(esi: Client) -> None:
    batch = send(esi, piloted("alpha"))
    assert "Go on" not in page_of(batch, esi)
    Batch.objects.update(created_at=clock.now() - timedelta(minutes=5))
    assert "Go on" in page_of(batch, esi)


def test_errors_are_told_in_the_language_of_whoever_uploaded(esi: Client, cast: Cast) -> None:
    cast.evaluator.language = "es"
    cast.evaluator.save()
    batch = send(esi, piloted("alpha"))
    tasks.read_batch.call(batch.pk)
    assert Batch.objects.get().state == "checked"


@pytest.mark.parametrize(
    "text", ["=HYPERLINK(1)", "<script>alert(1)</script>", "שלום", "👩🏽‍🔬", "x" * 9_000]
)
def test_texts_of_every_script_are_shown_as_they_are(esi: Client, text: str) -> None:
    batch = send(esi, f'pilot.data_contributed,2020-03-01,"{text} {text}",,,,,,thematic,,', issuer=text[:120])
    tasks.read_batch.call(batch.pk)
    assert "<script>alert" not in page_of(batch, esi)
    assert Batch.objects.get().faults == 1


def test_templates_hold_the_columns_of_a_kind(esi: Client) -> None:
    response = esi.get(reverse("evidence:import-template"), {"kind": "pilot.data_contributed"})
    table = tables.read(BytesIO(response.content), sheet="records")
    assert table.header == (
        "kind",
        "occurred_on",
        "subject",
        "source",
        "key",
        "visibility",
        "community_type",
        "language",
    )
    assert tables.sheets(BytesIO(response.content))[:2] == ("records", "sources")


def test_a_filled_template_is_a_file_to_import(esi: Client) -> None:
    response = esi.get(reverse("evidence:import-template"))
    assert tables.read(BytesIO(response.content), sheet="records").header == tuple(
        column.name for column in imports.columns()
    )


def test_checked_imports_wait_for_evaluators(upload: Upload, cast: Cast) -> None:
    batch = imports.read(upload(piloted("alpha")))
    upload(piloted("beta"))
    assert list(imports.waiting_for(cast.evaluator)) == [batch]
    assert not imports.waiting_for(cast.lead)


def test_the_list_costs_the_same_queries(esi: Client, upload: Upload) -> None:
    costs = []
    for number in range(3):
        upload(piloted(f"c{number}"))
        costs.append(cost_of(esi, reverse("evidence:imports")))
    assert costs[0] == costs[2]
