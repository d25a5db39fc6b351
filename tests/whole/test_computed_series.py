"""From a dump on the lake's page to a series on an outcome's, with its definition one click away."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django import Settings
from tests.conftest import Cast
from tests.plan import world as world_of_plans
from tests.whole.browsing import Way, look_at
from tests.whole.conftest import Browse
from tests.wiki import world

from thriving.wiki import measuring, tasks
from thriving.wiki.models import Run

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEWCOMERS = "/plan/thriving-movement-2019/outcomes/newcomers/"
PUBLIC = (
    NEWCOMERS,
    "/indicators/computed-newcomer-retention/",
    "/wikis/aawiki/signs/",
    "/wikis/aawiki/signs/retention_since_first_edit/",
    "/wikis/",
)
OF_EVALUATORS = ("/lake/", "/lake/runs/1/")


@pytest.fixture(autouse=True)
def own_lake(settings: Settings, tmp_path: Path) -> None:
    settings.LAKE = tmp_path / "lake"


@pytest.fixture
def measured(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(measuring, "SIGNS", ("edits", "retention_since_first_edit"))
    world_of_plans.loaded()
    world.public()
    run = world.begun(by=cast.evaluator)
    tasks.read_run.func(run.pk)
    return run


def test_a_dump_becomes_a_series_on_an_outcome_with_its_definition_one_click_away(
    browse: Browse, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measuring, "SIGNS", ("edits",))
    world_of_plans.loaded()
    world.public()
    dump = tmp_path / world.NAME
    dump.write_bytes(world.dump())
    lake = browse(person=cast.evaluator, script=False)
    page = lake.go("/lake/")
    page.get_by_label("File", exact=False).first.set_input_files(dump)
    page.get_by_role("button", name="Read into the lake").click()
    expect(page.get_by_text("waiting to be read")).to_be_visible()
    tasks.read_run.func(Run.objects.get().pk)
    expect(lake.go(f"/lake/runs/{Run.objects.get().pk}/").get_by_text("76 events")).to_be_visible()
    page = browse().go(NEWCOMERS)
    section = page.locator("article", has_text="computed here")
    expect(section).to_contain_text("Computed here from the history of aawiki, snapshot 2020-03.")
    section.get_by_role("link", name="Definition and limits").click()
    expect(page.get_by_role("heading", name="Definition and limits")).to_be_visible()
    expect(page.locator("blockquote")).to_contain_text("next 30")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_its_pages_shut_nobody_out(browse: Browse, cast: Cast, measured: Run, language: str) -> None:
    public, evaluator = browse(language=language), browse(language=language, person=cast.evaluator)
    narrow, dark = Way(320), Way(1280, dark=True)
    for reader, addresses, ways in (
        (public, PUBLIC[:3], (narrow, dark)),
        (public, PUBLIC[3:], (narrow,)),
        (evaluator, OF_EVALUATORS, (narrow,)),
    ):
        for address in addresses:
            look_at(reader, address.replace("/1/", f"/{measured.pk}/"), *ways)
