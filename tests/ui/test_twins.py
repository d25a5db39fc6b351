"""One declaration, three forms: tried on records of our own at addresses of our own."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.test import Client, override_settings
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from thriving.ui.twins import Column, Form, Parameter, Records, json_schema, openapi

WORKSHOPS = Records(
    "workshops",
    _("Workshops"),
    _("Each workshop that was held."),
    columns=(
        Column("title", "string", _("Title"), _("As its host wrote it.")),
        Column("held_on", "date", _("Day"), _("The day it was held.")),
        Column("people", "integer", _("People"), _("How many came.")),
        Column("share", "number", _("Share"), _("Of those invited.")),
        Column("open", "boolean", _("Open"), _("Whether anybody could come.")),
        Column("languages", "list", _("Languages"), _("Spoken there.")),
    ),
    parameters=(
        Parameter("on", "date", _("On"), _("What had happened by this day.")),
        Parameter("least", "integer", _("Least"), _("With at least so many people.")),
        Parameter("share", "number", _("Share"), _("With at least this share.")),
        Parameter("open", "boolean", _("Open"), _("Only those open to all, or only the others.")),
        Parameter("language", "list", _("Language"), _("In any of these.")),
        Parameter("words", "string", _("Words"), _("In the title.")),
    ),
)
ROWS: list[dict[str, Any]] = [
    {
        "title": '=HYPERLINK("x")',
        "held_on": date(2020, 3, 31),
        "people": 88,
        "share": Decimal("0.25"),
        "open": True,
        "languages": ["ar", "es"],
        "private": "never shown",
    },
    {"title": "مرحبا, بكم", "held_on": None, "people": None, "share": None, "open": None, "languages": []},
]


def workshops(request: HttpRequest, place: str, form: Form) -> HttpResponse:
    if place == "nowhere":
        raise Http404
    if place == "closed":
        raise PermissionDenied
    asked = WORKSHOPS.asked(request)
    extra = {"asked": asked}
    return WORKSHOPS.respond(
        request,
        ROWS,
        form=form,
        template="ui/base.html",
        extra=extra,
        sample=place == "sample",
        on=asked["on"],
    )


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What the whole site answers under an address that is none."""
    return JsonResponse({"error": "Nothing."}, status=404)


handler404 = missing
inner = [*WORKSHOPS.urls("<slug:place>", workshops, "workshops")]
urlpatterns = [
    path("workshops/", include((inner, "inner"))),
    path("", include("thriving.ui.urls")),
]


@pytest.fixture(autouse=True)
def addresses(alone: None) -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def reader(db: None) -> Client:
    return Client()


def test_page_links_its_twins_and_keeps_the_question(reader: Client) -> None:
    html = reader.get("/workshops/africa/?on=2020-03-31&words=a%26b").content.decode()
    for form in ("json", "csv"):
        assert f'href="/workshops/africa.{form}?on=2020-03-31&amp;words=a%26b"' in html


def test_json_is_what_its_schema_says(reader: Client) -> None:
    response = reader.get("/workshops/africa.json?on=2020-04-15")
    body = response.json()
    jsonschema.validate(body, json_schema(WORKSHOPS), format_checker=jsonschema.FormatChecker())
    assert response["Content-Type"] == "application/json"
    assert (body["title"], body["license"], body["sample"]) == ("Workshops", "CC0-1.0", False)
    assert (body["on"], body["known"]) == ("2020-04-15", None)
    assert body["rows"][0] == {
        "title": '=HYPERLINK("x")',
        "held_on": "2020-03-31",
        "people": 88,
        "share": 0.25,
        "open": True,
        "languages": ["ar", "es"],
    }


def test_csv_neutralizes_formulas(reader: Client) -> None:
    response = reader.get("/workshops/africa.csv")
    rows = list(csv.reader(io.StringIO(response.content.decode())))
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response["Content-Disposition"] == 'attachment; filename="africa.csv"'
    assert rows == [
        ["title", "held_on", "people", "share", "open", "languages"],
        ['\'=HYPERLINK("x")', "2020-03-31", "88", "0.25", "true", "ar; es"],
        ["مرحبا, بكم", "", "", "", "", ""],
    ]


def test_sample_is_marked_in_every_form(reader: Client) -> None:
    assert "fictional people and facts" in reader.get("/workshops/sample/").content.decode()
    assert reader.get("/workshops/sample.json").json()["sample"] is True
    rows = list(csv.reader(io.StringIO(reader.get("/workshops/sample.csv").content.decode())))
    assert [row[0] for row in rows] == ["sample", "sample: fictional", "sample: fictional"]
    assert "fictional" not in reader.get("/workshops/africa/").content.decode()


@pytest.mark.parametrize("form", ["/", ".json", ".csv"])
def test_same_answer_is_not_sent_twice(form: str, reader: Client) -> None:
    address = f"/workshops/africa{form}"
    first = reader.get(address)
    again = reader.get(address, headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    other = reader.get(address + "?on=2020-01-01", headers={"if-none-match": first["ETag"]})
    assert other.status_code == (200 if form != ".csv" else 304)  # the rows are the same


def test_answer_is_kept_by_the_reader_alone_when_signed_in(reader: Client, cast: Any) -> None:
    assert "private" not in reader.get("/workshops/africa.json")["Cache-Control"]
    reader.force_login(cast.volunteer)
    response = reader.get("/workshops/africa.json")
    assert "private" in response["Cache-Control"]
    assert "no-store" in response["Cache-Control"]
    assert {"Cookie", "Accept-Language"} <= set(response["Vary"].split(", "))


def test_asked_is_read_as_its_kind(reader: Client) -> None:
    question = "on=2020-03-31&least=-3&share=0.5&open=false&language=ar&language=es&words=%3Cb%3E"
    assert reader.get(f"/workshops/africa.json?{question}").json()["asked"] == {
        "on": "2020-03-31",
        "least": -3,
        "share": 0.5,
        "open": False,
        "language": ["ar", "es"],
        "words": "<b>",
    }
    assert set(map(str, reader.get("/workshops/africa.json").json()["asked"].values())) == {"None", "[]"}


@pytest.mark.parametrize(
    "question",
    [
        "on=2020-02-30",
        "on=20200331",
        "on=٢٠٢٠-٠٣-٣١",
        "least=1.5",
        "least=" + "9" * 16,
        "least=" + "9" * 40,
        "share=1e16",
        "words=a%00b",
        "words=" + "a" * 1001,
        "language=ar&language=e%00s",
        "share=NaN",
        "share=x",
        "open=yes",
    ],
)
def test_what_is_not_of_its_kind_is_refused_with_a_sentence(question: str, reader: Client) -> None:
    response = reader.get(f"/workshops/africa.json?{question}")
    assert response.status_code == 400
    assert response.json()["error"].startswith(f"The address asks for {question.split('=', maxsplit=1)[0]} “")
    assert reader.get(f"/workshops/africa/?{question}").status_code == 400


@pytest.mark.parametrize(("place", "status"), [("nowhere", 404), ("closed", 403)])
def test_refusals_are_json_with_a_sentence(place: str, status: int, reader: Client) -> None:
    for form in ("json", "csv"):
        response = reader.get(f"/workshops/{place}.{form}")
        assert response.status_code == status
        assert response.json()["error"].endswith(".")


def test_twins_are_for_reading(reader: Client) -> None:
    response = reader.post("/workshops/africa.json")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert reader.head("/workshops/africa.json").content == b""


def test_openapi_has_each_address_and_schema() -> None:
    document = openapi()
    assert list(document["paths"]) == ["/workshops/{place}.json", "/workshops/{place}.csv"]
    assert list(document["components"]["schemas"]) == ["workshops", "Refusal"]
    operation = document["paths"]["/workshops/{place}.json"]["get"]
    assert [(each["name"], each["in"]) for each in operation["parameters"]] == [
        ("place", "path"),
        *((each.name, "query") for each in WORKSHOPS.parameters),
    ]
    assert json.loads(json.dumps(document)) == document  # nothing lazy is left in it


def test_schema_of_a_row_lists_every_column() -> None:
    schema = json_schema(WORKSHOPS)
    jsonschema.Draft202012Validator.check_schema(schema)
    row = schema["properties"]["rows"]["items"]
    assert row["required"] == WORKSHOPS.names
    assert {each["title"] for each in row["properties"].values()} >= {"Title", "Day", "People"}


def test_records_have_each_name_once() -> None:
    column = WORKSHOPS.columns[0]
    with pytest.raises(ValueError, match="the column title of twice stands twice"):
        Records("twice", "", "", columns=(column, column))
