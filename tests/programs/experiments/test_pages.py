"""The pages of experiments, as those who lead them and everybody else see them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.conftest import Cast
from tests.programs.asking.world import opened
from tests.programs.experiments import world

from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.plan.models import KeyResult
from thriving.programs.experiments import actions
from thriving.programs.experiments.actions import Told
from thriving.programs.experiments.models import Experiment

pytestmark = pytest.mark.django_db

LIST = "/experiments/"
TEA = "/experiments/tea/"


def fields(**otherwise: str) -> dict[str, str]:
    said = {name: str(value) for name, value in world.PLANNED.items() if name != "title"}
    rest = {"title": "Tea before the talk", "outcome": "share", "hoped": "more", "level": "95"}
    return {**said, **rest, **otherwise}


def test_a_draft_is_its_leads_alone(client: Client, organizer: Person) -> None:
    world.draft(organizer)
    assert client.get(TEA).status_code == 404
    assert "Tea before" not in client.get(LIST).content.decode()
    client.force_login(organizer)
    assert client.get(TEA).status_code == 200
    assert "Tea before" in client.get(LIST).content.decode()


def test_everybody_reads_what_was_decided(client: Client, organizer: Person) -> None:
    experiment = world.decided(organizer)
    page = client.get(TEA).content.decode()
    assert "They do when they are offered tea." in page
    assert experiment.protocol.digest in page


def test_everybody_reads_what_came_of_it(client: Client, organizer: Person) -> None:
    world.finished(organizer, planned_size=120)
    page = client.get(TEA).content.decode()
    assert "The difference is <bdi>40.0</bdi> percentage points" in page
    assert "the hypothesis is supported" in page
    assert "Tea helps." in page
    told = "Planned on each side: 120. Took part: 100 with the change, 100 without it."
    assert told in re.sub("</?bdi>", "", page)


def test_means_are_numbers_of_the_readers_language(client: Client, organizer: Person) -> None:
    seen = {
        "changed": {"mean": Decimal("12.5000"), "deviation": Decimal(3), "size": 40},
        "compared": {"mean": Decimal("1008.0000"), "deviation": Decimal("4.25"), "size": 40},
    }
    world.finished(organizer, told=Told(seen, "Tea helps."), outcome="mean", worth_having=Decimal("0.5"))
    page = re.sub("</?bdi>", "", client.get(TEA, headers={"Accept-Language": "es"}).content.decode())
    assert ">12,50<" in page
    assert "12.5000" not in page


def test_what_it_improves_is_chosen_by_its_name(client: Client, organizer: Person) -> None:
    plan = opened()
    first = KeyResult.objects.filter(objective__priority__plan=plan).first()
    assert first
    KeyResult.objects.filter(pk=first.pk).update(title=Words(en="Campaign in a Box"))
    client.force_login(organizer)
    asked = client.get("/experiments/new/").content.decode()
    assert f'<option value="{first.key}">Campaign in a Box</option>' in asked
    assert client.post("/experiments/new/", fields(key="tea", framework=first.key)).status_code == 302
    assert "<dd>Campaign in a Box</dd>" in client.get(TEA).content.decode()
    assert client.post("/experiments/new/", fields(key="two", framework="made-up")).status_code == 422


def test_a_draft_says_what_is_missing(client: Client, organizer: Person) -> None:
    world.draft(organizer, sample_words="", planned_size=None)
    client.force_login(organizer)
    page = client.get(TEA).content.decode()
    assert "Before it can be decided:" in page
    assert "Say first how many are to take part on each side." in page
    hope = "With the change at least 10 percentage points more than without it"
    assert hope in re.sub("</?bdi>", "", page)


def test_what_waits_is_in_my_work_of_who_leads_it(client: Client, organizer: Person, cast: Cast) -> None:
    world.draft(organizer, "draft")
    world.decided(organizer, "decided")
    world.running(organizer, "running")
    world.finished(organizer, "finished")
    client.force_login(organizer)
    found = re.findall(r'href="(/experiments/\w[^"]*)"', client.get("/my-work/").content.decode())
    assert sorted(found) == [
        "/experiments/decided/start/",
        "/experiments/draft/",
        "/experiments/running/finish/",
    ]
    client.force_login(cast.lead)
    assert "/experiments/draft/" not in client.get("/my-work/").content.decode()


def test_the_twin_tells_the_interval(client: Client, organizer: Person) -> None:
    world.finished(organizer)
    world.decided(organizer, "coffee")
    rows = client.get("/experiments.json", {"state": "finished"}).json()["rows"]
    assert [(row["key"], row["verdict"], row["estimate"]) for row in rows] == [("tea", "supported", 40.0)]


def test_an_organizer_takes_it_from_draft_to_result(client: Client, organizer: Person) -> None:
    client.force_login(organizer)
    with world.on(world.DECIDED):
        assert client.post("/experiments/new/", fields(key="tea")).status_code == 302
        assert client.post(f"{TEA}rewrite/", fields(change="Green tea.")).status_code == 302
        assert client.post(f"{TEA}decide/").status_code == 302
    with world.on(world.STARTED):
        assert client.post(f"{TEA}start/", {"on": world.STARTED}).status_code == 302
        assert client.post(f"{TEA}note/", {"words": "It rained."}).status_code == 302
    told = {f"{side}_{part}": n for side, parts in world.SEEN.items() for part, n in parts.items()}
    with world.on(world.ENDED):
        assert client.post(f"{TEA}finish/", {**told, "on": world.ENDED, "lessons": "So."}).status_code == 302
    experiment = Experiment.objects.get()
    assert (experiment.state, experiment.change) == ("finished", "Green tea.")
    assert client.post(f"{TEA}correct/", {**told, "why": "Typing.", "lessons": "So."}).status_code == 302
    assert client.post(f"{TEA}withdraw/", {"reason": "Swapped."}).status_code == 302
    assert "It rained." in client.get(TEA).content.decode()


@pytest.mark.parametrize(
    ("step", "wrong", "sentence"),
    [
        ("start", {"on": "2030-01-01"}, "come back on the day itself"),
        ("stop", {"reason": ""}, "must be filled in first"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(
    client: Client, organizer: Person, step: str, wrong: dict[str, str], sentence: str
) -> None:
    world.decided(organizer)
    client.force_login(organizer)
    answer = client.post(f"{TEA}{step}/", wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_figures_that_cannot_be_are_named_at_their_field(client: Client, organizer: Person) -> None:
    world.running(organizer)
    client.force_login(organizer)
    told = {"changed_reached": 21, "changed_size": 20, "compared_reached": 1, "compared_size": 20}
    answer = client.post(f"{TEA}finish/", {**told, "on": world.ENDED, "lessons": "So."})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"changed_reached"}


def test_a_step_that_is_not_open_is_not_there(client: Client, organizer: Person) -> None:
    world.decided(organizer)
    client.force_login(organizer)
    assert client.get(f"{TEA}finish/").status_code == 404
    assert client.get(f"{TEA}fly/").status_code == 404
    assert client.get(f"{TEA}rewrite/").status_code == 404


def test_what_somebody_may_not_run_is_not_there(client: Client, organizer: Person, cast: Cast) -> None:
    world.decided(organizer)
    client.force_login(cast.volunteer)
    assert client.get(f"{TEA}stop/").status_code == 404
    assert client.post(f"{TEA}stop/", {"reason": "Mine."}).status_code == 404
    assert Experiment.objects.get().state == "decided"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    client: Client,
    organizer: Person,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        world.finished(organizer, f"tea-{number}")
    client.get(LIST)
    with django_assert_num_queries(3):
        client.get(LIST)


def test_words_that_look_like_a_page_are_shown_as_words(client: Client, organizer: Person) -> None:
    world.decided(organizer, question="<script>alert(1)</script>")
    page = client.get(reverse("experiments:experiment", args=["tea"])).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_withdrawn_result_can_be_read_with_the_reason(client: Client, organizer: Person) -> None:
    experiment = world.finished(organizer)
    actions.withdraw(experiment, reason="The lists were swapped.", by=organizer)
    page = client.get(TEA).content.decode()
    assert "Tea helps." in page
    assert "The lists were swapped." in page
    assert "no plan counts it" in page
