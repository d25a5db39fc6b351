"""A form is sent as its page shows it, and again with every column of its package beside: no difference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker
from tests.conftest import Cast
from tests.whole import records
from tests.whole.connections import close
from tests.whole.hostile import PACKAGES
from tests.whole.test_access import Row

from thriving.movement.models import Person

COINED_ANEW = re.compile(r"(?<='codename': ')\w+|[0-9a-f]{32,}|[\w-]{60,}|(?<='code': ')[A-Z0-9]{6}(?=')")
TYPED = {  # by name, else by sort of field, where any word will not do
    **dict.fromkeys(("username", "who", "holder"), "valentina"),
    **dict.fromkeys(("title", "name", "reason"), "word"),
    **dict.fromkeys(("amount", "award", "budget"), "10"),
    **dict.fromkeys(("url", "call"), "https://example.org/"),
    **dict.fromkeys(("time", "begins"), "10:00"),
    "ends": "11:00",
    "date": "2020-04-01",
    "ends_on": "2020-12-01",
    "number": "2",
    "days": "30",
    "email": "kofi@example.org",
}
BAD_REQUEST = 400
LANGUAGE = "/language/"  # at the foot of every page
READERS = (
    *("lead", "contact", "volunteer", "protector", "evaluator", "grants_officer", "finance_officer"),
    *("risk_officer", "risk_authority", "duty_officer", "crisis_manager", "visitor"),
)


class Form(HTMLParser):
    """The forms of a page that are sent, with what stands in them or what somebody could have typed."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.addresses: list[str] = []
        self.inside, self.choice, self.is_free = False, "", True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = said.get("method", "").lower() == "post"
            if self.inside:
                self.forms.append({})
                self.addresses.append(said.get("action", ""))
        elif self.inside:
            self._field(tag, said, {name for name, _value in attrs})

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"

    def _field(self, tag: str, said: dict[str, str], marks: set[str]) -> None:
        form, name = self.forms[-1], said.get("name", "")
        if tag == "option" and ("selected" in marks or not (form.get(self.choice) or self.is_free)):
            form[self.choice] = said.get("value", "")
        elif tag == "select":
            self.choice, self.is_free = name, "required" not in marks
            form[name] = ""
        elif name and said.get("type") in {"checkbox", "radio"}:
            form.setdefault(name, said.get("value", "on"))
        elif name and tag in {"input", "textarea", "button"}:
            typed = TYPED.get(name) or TYPED.get(said.get("type", ""), "word")
            form[name] = said.get("value") or (typed if "required" in marks or name in TYPED else "")


def forms_of(page: str, address: str) -> Iterator[tuple[str, dict[str, str]]]:
    found = Form()
    found.feed(page)
    for action, form in zip(found.addresses, found.forms, strict=True):
        if action != LANGUAGE:
            yield action or address, form


def columns_of(package: str, somebody: Person) -> dict[str, str]:
    """A value for every column of every table of the package."""
    return {
        name: _forged(column, somebody)
        for model in apps.get_app_config(package).get_models()
        for column in model._meta.concrete_fields
        for name in (column.name, column.attname)
    }


def _forged(column: models.Field[Any, Any], somebody: Person) -> str:
    if isinstance(column, models.ForeignKey):
        return str(somebody.pk) if column.related_model is Person else "1"
    if isinstance(column, models.DateField):
        return "2031-07-07"
    if isinstance(column, models.IntegerField):
        return "7"
    return str(column.choices[-1][0]) if column.choices else "on"


def kept(package: str, known: dict[type[models.Model], set[Any]]) -> list[str]:
    """Every row of the package; the number of a new row, and what is coined anew each time, left out."""
    return sorted(
        COINED_ANEW.sub("…", repr((model.__name__, _told(row, known))))
        for model in known
        if model._meta.app_label == package
        for row in model._base_manager.all()
    )


def _told(row: models.Model, known: dict[type[models.Model], set[Any]]) -> dict[str, Any]:
    told = {}
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        table = column.related_model if isinstance(column, models.ForeignKey) else type(row)
        is_number = column.primary_key or isinstance(column, models.ForeignKey)
        is_new = is_number and table in known and value is not None and value not in known[table]
        told[column.attname] = "new" if is_new else value
    return told


def after(client: Client, address: str, said: dict[str, str], package: str, known: Any) -> list[str]:
    """What is kept once it was sent; then it is undone."""
    with transaction.atomic():
        answer = client.post(address, said)
        close(answer)
        assert answer.status_code != BAD_REQUEST, address  # a form that is refused says why, with 422
        found = kept(package, known)
        transaction.set_rollback(True)
    return found


def rows_to_send(package: str) -> Iterator[tuple[Row, str]]:
    for row in records.PAGES:
        reader = next((role for role in READERS if row.expected(role) == 200), "")
        if row.name.startswith(f"{package}:") and reader:
            yield row, reader


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    with records.standing(django_db_blocker) as found:
        yield found


@pytest.mark.parametrize("package", PACKAGES)
def test_no_column_is_taken_beside_a_form(package: str, cast: Cast, db: None) -> None:
    known = {
        model: set(model._base_manager.values_list("pk", flat=True))
        for model in apps.get_models()
        if model._meta.app_label in {*PACKAGES, "movement"}
    }
    forged, before, changed = columns_of(package, cast.other_lead), kept(package, known), set()
    for row, reader in rows_to_send(package):
        client = records.client_of(reader, cast)
        response = client.get(records.address_of(row))
        close(response)
        page = records.html_of(response)
        for address, form in forms_of(page, records.address_of(row)):
            plainly = after(client, address, form, package, known)
            assert after(client, address, {**forged, **form}, package, known) == plainly, (row.name, form)
            changed |= {row.name} if plainly != before else set()
    assert changed  # some form changes something as it stands: else nothing was tried
