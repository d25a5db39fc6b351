"""Somebody leaves: nothing leads to them any more, and everything that counts stands."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files import File
from django.db.models import DateField, Field, Model
from django.test import Client
from django.urls import reverse
from tests.conftest import PASSWORD, Cast
from tests.factories import with_example
from tests.plan import world

from thriving.evidence import actions as evidence
from thriving.evidence import stated
from thriving.evidence.check import mismatches
from thriving.evidence.ledger import position
from thriving.evidence.models import Fact, Measure, PersonCode
from thriving.evidence.statements import Statement
from thriving.kernel import clock, diary, outbox
from thriving.kernel.models import DiaryEntry, Mail
from thriving.kernel.words import Words
from thriving.movement import actions, personal
from thriving.movement.actions import Refused
from thriving.movement.actions.profile import Lines
from thriving.movement.models import Forgotten, Person, RoleHolding
from thriving.plan.actions import check_in
from thriving.plan.models import CheckIn

NAME, USERNAME, MAIL = "Philippa Quxworth", "quxworth-the-lead", "philippa@quxworth.example"
NAMING_FIELDS = {"by", "actor", "subject", "email", "address", "username", "whose"}
A_DAY = date(2019, 9, 1)
# Where the bare identifier stays: what was counted, said in public, proved, and noted.
BARE = {
    "evidence.Fact",
    "evidence.StatedValue",
    "kernel.DiaryEntry",
    "kernel.StoredFile",
    "plan.CheckIn",
}
GOING = [each for each in personal.in_order() if not each.stays]


@pytest.fixture
def philippa(cast: Cast, client: Client) -> Person:
    """A lead who has done everything that can be done here."""
    world.loaded()
    Person.objects.filter(pk=cast.lead.pk).update(username=USERNAME, name=NAME, email=MAIL)
    lead = Person.objects.get(pk=cast.lead.pk)
    client.force_login(lead)
    client.get("/my-work/")
    actions.introduce(lead, Lines(name=NAME, about=f"I am {NAME}.", offers=["lua"], wishes=["grants"]))
    actions.grant_role(cast.volunteer, "evaluator", by=cast.operator)
    actions.grant_role(lead, "evaluator", by=cast.operator, why=f"{NAME} trained for it.")
    key_result = world.key_result("leadership-development-framework")
    check_in(key_result, confidence=7, what_changed="All well.", by=lead)
    outbox.send(to=lead, subject=f"Dear {NAME}", text=f"Write to {MAIL}", key="greeting", kind="work")
    definition = {"kind": "stated", "measure": "trained", "unit": {"code": "person"}}
    evidence.define_measure("trained", with_example(definition), title=Words(en="Trained"), by="test")
    typed = stated.propose(
        Measure.objects.get(key="trained"),
        value=Decimal(3),
        occurred_on=clock.today(),
        by=lead,
        proof_file=File(BytesIO(b"%PDF-1.7"), name=f"{NAME}.pdf"),
    )
    stated.confirm(typed, by=cast.evaluator)
    PersonCode.objects.create(issuer="a register", code=USERNAME, key=lead.key)
    engaged = {"stage": "tested", "standing": "new", "role": "organizer", "region": "south-asia"}
    evidence.state([Statement("leadership.engaged", lead.key, A_DAY, dimensions=engaged)], by="test")
    return lead


def everything(models: Iterator[type[Model]]) -> Iterator[tuple[str, str]]:
    """Every value of every column of every table, as text."""
    for model in models:
        for row in model._base_manager.values_list():
            yield from ((model._meta.label, str(value)) for value in row if value is not None)


def holding(*words: str) -> set[str]:
    """The tables in which one of the words stands; sessions are opened first."""
    models = iter(apps.get_models(include_auto_created=True))
    found = {
        label
        for label, value in everything(models)
        if any(word.casefold() in value.casefold() for word in words)
    }
    opened = [str(each.get_decoded()) for each in Session.objects.all()]
    return found | {"sessions" for text in opened if any(word in text for word in words)}


def links_to(pk: int) -> set[str]:
    """The tables with a link to the person of this number."""
    return {
        f"{relation.related_model._meta.label}.{relation.field.name}"
        for relation in Person._meta.related_objects
        if relation.related_model._base_manager.filter(**{relation.field.name: pk}).exists()
    }


def test_every_table_that_knows_of_people_says_what_becomes_of_it() -> None:
    names_people = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if field.related_model is Person or field.name in NAMING_FIELDS or is_by_somebody(field)
    }
    assert names_people - set(personal.known) == set()


def is_by_somebody(field: Field[Any, Any]) -> bool:
    """By a day, or by one of a few choices, is not by a person."""
    return field.name.endswith("_by") and not isinstance(field, DateField) and not field.choices


@pytest.mark.parametrize("known", personal.in_order(), ids=lambda known: known.model)
def test_a_table_tells_what_goes_into_the_file_or_why_nothing_does(known: personal.Known) -> None:
    assert apps.get_model(known.model)
    assert bool(known.columns) != bool(known.left_out)


def test_nothing_leads_to_who_has_left(philippa: Person, cast: Cast) -> None:
    key, pk = philippa.key, philippa.pk
    assert holding(NAME, USERNAME, MAIL) >= {"movement.Person", "kernel.Mail", "kernel.DiaryEntry"}
    assert links_to(pk)
    in_session = f"'_auth_user_id': '{pk}'"
    assert "sessions" in holding(in_session)
    actions.leave(philippa, by=philippa)
    assert holding(NAME, USERNAME, MAIL, philippa.page) == set()
    assert links_to(pk) == set()
    assert holding(in_session) == set()
    assert not DiaryEntry.objects.filter(subject=f"movement.person:{pk}").exists()
    assert holding(key) == {
        "kernel.DiaryEntry",
        "kernel.StoredFile",
        "evidence.Fact",
        "evidence.StatedValue",
        "plan.CheckIn",
    }


def test_what_is_said_to_go_goes(philippa: Person) -> None:
    before = Person.objects.get(pk=philippa.pk)
    actions.leave(philippa, by=philippa)
    left = {known.model: list(known.rows(before)) for known in GOING}
    assert {model: rows for model, rows in left.items() if rows} == {}


def test_what_counts_stands(philippa: Person, cast: Cast) -> None:
    facts, where = list(Fact.objects.values()), position()
    actions.leave(philippa, by=philippa)
    assert (list(Fact.objects.values()), position()) == (facts, where)
    assert list(mismatches()) == []
    assert diary.verify() == []
    assert CheckIn.objects.get().what_changed == "All well."


def test_the_diary_tells_that_somebody_was_forgotten_and_not_what_they_did(philippa: Person) -> None:
    subject = f"movement.person:{philippa.key}"
    actions.leave(philippa, by=philippa)
    last = DiaryEntry.objects.latest("number")
    assert (last.verb, last.subject, last.actor) == ("forgotten", subject, philippa.key)
    told = DiaryEntry.objects.filter(subject=subject).exclude(pk=last.pk)
    assert {each.body for each in told} == {None}
    assert {each.verb for each in told} >= {"granted_role"}


def test_roles_that_they_gave_stay_with_those_who_hold_them(philippa: Person, cast: Cast) -> None:
    RoleHolding.objects.filter(person=cast.volunteer).update(granted_by=philippa)
    actions.leave(philippa, by=philippa)
    assert cast.volunteer.roles == {"evaluator"}


def test_who_returns_is_a_new_person(philippa: Person) -> None:
    key = philippa.key
    actions.leave(philippa, by=philippa)
    returned = actions.welcome(Person(username=USERNAME, name=NAME), by="test")
    assert returned.key != key
    assert returned.roles == frozenset()


def test_the_last_operator_cannot_leave(cast: Cast) -> None:
    with pytest.raises(Refused, match="Nobody else could grant roles"):
        actions.leave(cast.operator, by=cast.operator)
    actions.grant_role(cast.volunteer, "operator", by=cast.operator)
    actions.leave(cast.operator, by=cast.operator)


def test_the_file_holds_what_is_known_of_them_and_of_nobody_else(
    philippa: Person, client: Client, cast: Cast
) -> None:
    answer = client.post(reverse("movement:my_data_file"))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    told = json.loads(archive.read("data.json"))
    assert set(told) - {"made_at"} == set(personal.known)
    assert told["movement.Person"][0]["email"] == MAIL
    assert told["evidence.Fact"][0]["kind"] == "leadership.engaged"
    assert told["plan.CheckIn"][0]["what_changed"] == "All well."
    assert [each["name"] for each in told["kernel.StoredFile"]] == [f"{NAME}.pdf"]
    assert any(name.endswith(f"{NAME}.pdf") for name in archive.namelist())
    text = archive.read("data.json").decode() + archive.read("data.html").decode()
    for other in (cast.operator, cast.evaluator, cast.volunteer):
        assert other.key not in text
        assert str(other) not in text
    assert PASSWORD not in text
    assert philippa.password not in text
    assert "<h2>Letters to you</h2>" in archive.read("data.html").decode()
    assert DiaryEntry.objects.latest("number").verb == "took_their_data"


def test_leaving_on_the_page(philippa: Person, client: Client) -> None:
    address = reverse("movement:leave")
    page = client.get(address).content.decode()
    assert "What stays" in page
    assert client.post(address, {"username": "somebody else"}).status_code == 422
    assert Person.objects.filter(pk=philippa.pk).exists()
    gone = client.post(address, {"username": USERNAME.upper()})
    assert gone.url == reverse("movement:left")
    assert client.get("/account/").status_code == 302
    assert not Mail.objects.filter(address=MAIL).exists()
    assert Forgotten.objects.count() == 1
