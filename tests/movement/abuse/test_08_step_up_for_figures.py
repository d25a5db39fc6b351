"""A stolen open session of an evaluator takes no people along, and publishes and decides nothing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import PASSWORD, Cast
from tests.evidence.imports.conftest import csv_file, piloted
from tests.evidence.tables import world
from tests.factories import with_example
from tests.movement.conftest import Later
from tests.movement.test_fresh_proof import carried

from thriving.evidence import actions, imports, stated
from thriving.evidence.models import Batch, Fact, StatedValue, TableRelease, TableSpecification
from thriving.evidence.tables import proposing
from thriving.kernel.words import Words

LATE = timedelta(minutes=5, seconds=1)
FILE = "/exports/?kind=&on=&known=&file=csv"
WHY = "Looked at, and sound."


@pytest.fixture
def left_open(cast: Cast, client: Client, later: Later) -> Client:
    client.force_login(cast.second_evaluator)
    later(LATE)
    return client


@pytest.fixture
def proposed_table(cast: Cast) -> TableSpecification:
    with world.at(world.MARCH):
        world.engage(world.REGIONS)
        return proposing.propose(world.proposal(world.people()), by=cast.evaluator)


@pytest.fixture
def typed_number(cast: Cast) -> StatedValue:
    said = with_example({"kind": "stated", "measure": "trained", "unit": {"code": "person"}})
    version = actions.define_measure("trained", said, title=Words(en="Trained"), by="test")
    return stated.propose(
        version.measure,
        value=Decimal(40),
        occurred_on=date(2020, 3, 1),
        proof_url="https://example.org/",
        by=cast.evaluator,
    )


@pytest.fixture
def checked(db: None) -> Batch:
    return imports.read(imports.receive(csv_file(piloted("alpha")), by="test"))


def send(client: Client, address: str, page: str, **said: str) -> Any:
    """As a browser sends the form that stands on ``page``."""
    return client.post(address, said, headers={"referer": f"http://testserver{page}"})


def is_asked(answer: Any) -> bool:
    return (answer.status_code, answer.templates[0].name) == (403, "movement/prove.html")


def comes_back(client: Client, asked: Any, page: str) -> str:
    """The page to which a proof leads, as it is then shown."""
    answer = client.post("/account/prove/", {"password": PASSWORD, "carried": carried(asked)})
    assert answer["Location"] == page
    return client.get(page).content.decode()


def test_a_file_of_people_asks_again(left_open: Client) -> None:
    assert left_open.get("/exports/").status_code == 200
    assert left_open.get(FILE)["Location"].startswith("/account/prove/?next=/exports/")
    assert left_open.post("/account/prove/", {"password": PASSWORD, "next": FILE})["Location"] == FILE
    assert left_open.get(FILE)["Content-Disposition"] == 'attachment; filename="records.csv"'


@pytest.mark.django_db
def test_a_file_of_what_all_may_read_does_not(cast: Cast, client: Client, later: Later) -> None:
    assert client.get(FILE).status_code == 200
    client.force_login(cast.volunteer)
    later(LATE)
    assert client.get(FILE).status_code == 200


def test_deciding_on_a_table_asks_again_and_loses_nothing(
    left_open: Client, proposed_table: TableSpecification
) -> None:
    page = reverse("evidence:table", args=[proposed_table.key])
    address = reverse("evidence:decide-table", args=[proposed_table.key])
    asked = send(left_open, address, page, move="approve", why=WHY)
    assert is_asked(asked)
    assert WHY in comes_back(left_open, asked, page)
    assert TableSpecification.objects.get().state == "proposed"
    send(left_open, address, page, move="decline", why=WHY)
    assert TableSpecification.objects.get().state == "declined"
    assert "typed" not in left_open.session


def test_publishing_asks_again(left_open: Client, proposed_table: TableSpecification, cast: Cast) -> None:
    with world.at(world.MARCH):
        proposing.approve(proposed_table, by=cast.second_evaluator)
    with world.at(world.JUNE):
        asked = send(left_open, reverse("evidence:publish-tables"), "/tables/")
        assert is_asked(asked)
        assert "is due" in comes_back(left_open, asked, "/tables/")
    assert not TableRelease.objects.exists()


def test_taking_in_a_file_asks_again(left_open: Client, checked: Batch) -> None:
    page = reverse("evidence:import", args=[checked.pk])
    asked = send(left_open, page, page, move="apply")
    assert is_asked(asked)
    assert "Take these rows in" in comes_back(left_open, asked, page)
    assert not Fact.objects.exists()


def test_discarding_a_file_does_not(left_open: Client, checked: Batch) -> None:
    page = reverse("evidence:import", args=[checked.pk])
    assert send(left_open, page, page, move="discard").status_code == 302


def test_undoing_an_import_asks_again_and_loses_nothing(
    left_open: Client, checked: Batch, cast: Cast
) -> None:
    imports.apply(checked, by=cast.evaluator)
    page = reverse("evidence:import", args=[checked.pk])
    asked = send(left_open, page, page, move="undo", why=WHY)
    assert is_asked(asked)
    assert WHY in comes_back(left_open, asked, page)
    assert Fact.objects.filter(superseded_number=None).exists()


@pytest.mark.parametrize("move", ["confirm", "decline", "withdraw", "retract"])
def test_deciding_on_a_typed_number_asks_again_and_loses_nothing(
    left_open: Client, typed_number: StatedValue, move: str
) -> None:
    page = reverse("evidence:stated-value", args=[typed_number.pk])
    asked = send(left_open, page, page, move=move, why=WHY)
    assert is_asked(asked)
    assert WHY in comes_back(left_open, asked, page)
    assert StatedValue.objects.get().state == "proposed"
