"""Experiments name an initiative and learning patterns, and stand on their pages."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.conftest import Cast
from tests.programs.experiments import world
from tests.programs.initiatives import world as world_of_initiatives
from tests.programs.patterns import world as world_of_patterns

from thriving.evidence.models import Fact
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.experiments import actions, facts
from thriving.programs.experiments.models import Experiment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def others() -> None:
    world_of_initiatives.planned()
    world_of_initiatives.published()
    world_of_patterns.published()


def test_it_is_said_by_addresses_and_shown_on_all_three_pages(client: Client, organizer: Person) -> None:
    world.running(organizer)
    client.force_login(organizer)
    told = {
        "initiative": "https://thriving.example/initiatives/photo-grants/",
        "patterns": "/learning-patterns/tea-first/\n\n",
    }
    assert client.post("/experiments/tea/connect/", told).status_code == 302
    client.logout()
    page = client.get("/experiments/tea/").content.decode()
    assert 'href="/initiatives/photo-grants/"' in page
    assert 'href="/learning-patterns/tea-first/"' in page
    for address in ("/initiatives/photo-grants/", "/learning-patterns/tea-first/"):
        assert 'href="/experiments/tea/"' in client.get(address).content.decode()


def test_what_is_not_there_is_named_at_its_field(client: Client, organizer: Person) -> None:
    world.running(organizer)
    world_of_patterns.draft("tests", "hidden")
    client.force_login(organizer)
    answer = client.post("/experiments/tea/connect/", {"initiative": "nothing", "patterns": "hidden"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"initiative", "patterns"}
    assert Experiment.objects.get().initiative == ""


def test_a_draft_shows_nowhere_else(client: Client, organizer: Person) -> None:
    actions.connect(world.draft(organizer), "photo-grants", ["tea-first"], by=organizer)
    for address in ("/initiatives/photo-grants/", "/learning-patterns/tea-first/"):
        assert "/experiments/tea/" not in client.get(address).content.decode()


def test_a_finished_one_tells_the_ledger_anew_and_what_was_decided_stands(organizer: Person) -> None:
    experiment = world.finished(organizer)
    digest = experiment.protocol.digest
    actions.connect(experiment, "photo-grants", [], by=organizer)
    (fact,) = Fact.objects.filter(kind=facts.KIND, superseded_number=None)
    assert fact.dimensions["initiative"] == "photo-grants"
    assert [fact.dimensions] == [stated.stated for stated in facts.statements()]
    actions.correct(experiment, world.TOLD, why="Typing.", by=organizer)
    assert experiment.protocol.digest == digest


def test_others_do_not_say_it(organizer: Person, cast: Cast) -> None:
    experiment = world.running(organizer)
    with pytest.raises(PermissionDenied):
        actions.connect(experiment, "photo-grants", [], by=cast.volunteer)
    with pytest.raises(Refused, match="No initiative"):
        actions.connect(experiment, "nothing", [], by=organizer)
