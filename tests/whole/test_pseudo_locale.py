"""No page of the product says anything that was not offered to translators."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast
from tests.plan import world
from tests.plan.world import at
from tests.whole import pseudo_locale
from tests.whole.pseudo_locale import bare, data_of_records
from tests.whole.test_access import (
    TABLE,
    Row,
    evidence,  # noqa: F401 -- a fixture that makes records
    groups,  # noqa: F401 -- the same
    plan,  # noqa: F401 -- the same
    somebody,  # noqa: F401 -- the same
    table,  # noqa: F401 -- the same
)

from thriving.movement.models import RoleHolding
from thriving.movement.scopes import key_of
from thriving.plan import actions
from thriving.plan.models import Plan
from thriving.plan.pages import phrases

pytestmark = pytest.mark.django_db

APRIL = date(2020, 4, 15)
PAGES = tuple(row for row in TABLE if not row.name.endswith(("-json", "-csv")))
READERS = ("visitor", "volunteer", "lead", "evaluator", "editor", "operator")


@pytest.fixture(autouse=True)
def april() -> Iterator[None]:
    with at(APRIL):
        yield


@pytest.fixture
def year(plan: None, cast: Cast) -> None:  # noqa: F811 -- the fixture, by its name
    """Something has happened in the plan, so that its pages say it."""
    found = Plan.objects.get()
    world.state(
        *(world.engaged(number, date(2020, 2, 1)) for number in range(84)),
        world.step("youth-advisory-council", "needs-listed", date(2019, 9, 20)),
        world.liaison(1, "south-asia", date(2019, 11, 4)),
        *(world.community(number, date(2020, 1, 15)) for number in range(11)),
    )
    target = world.requirement("leadership-development-framework", "people")
    actions.change_target(target, target=140, reason="Fewer came.", by=cast.editor)
    actions.publish_release(found, on=date(2020, 3, 31), by=cast.evaluator)
    framework = world.key_result("leadership-development-framework")
    actions.check_in(framework, confidence=8, what_changed="June is full.", by=cast.lead)


@pytest.fixture
def all_records(request: pytest.FixtureRequest, year: None) -> None:
    for name in sorted({row.needs for row in TABLE} - {"", "plan"}):
        request.getfixturevalue(name)


def page_of(row: Row, role: str, cast: Cast) -> str:
    client = Client()
    if role != "visitor":
        client.force_login(getattr(cast, role))
    response = client.get(reverse(row.name, kwargs=row.with_))
    response.close()  # some answer with a file
    is_page = "html" in response.get("Content-Type", "") and not response.streaming
    return response.content.decode() if is_page else ""


def test_every_page_speaks_through_its_catalog(all_records: None, cast: Cast) -> None:
    # A part over which somebody holds a role keeps its key where the part itself is not there.
    scopes_held = {key_of(scope) for scope in RoleHolding.objects.values_list("scope", flat=True)}
    data = data_of_records() | scopes_held
    with pseudo_locale.spoken():
        found = {
            (row.name, text)
            for row in PAGES
            for role in READERS
            if row.expected(role) == 200
            for text in bare(page_of(row, role, cast), data)
        }
    assert sorted(found) == []


def test_a_sentence_past_the_catalog_is_found(
    year: None, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phrases, "period", lambda *_: "planted words")
    [row] = [row for row in PAGES if row.name == "plan:plan"]
    with pseudo_locale.spoken():
        assert "planted words." in bare(page_of(row, "visitor", cast), data_of_records())


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>⟦How it stands⟧</p>", []),
        ("<p>How it stands</p>", ["How it stands"]),
        ("<p>⟦Read <a>the plan</a> of ⟦2019⟧⟧ now</p>", ["now"]),
        ("<p>⟦Target⟧: 150 · 15 April 2020 · <bdi>Lumi</bdi> · <code>people</code></p>", []),
        ('<p lang="es">Hola</p><img alt="A mark"><input type="submit" value="Send">', ["A mark", "Send"]),
        ("<p>A plan of ours</p>", []),
        ("<p>A plan of ours, changed</p>", ["A plan of ours, changed"]),
        ("<svg><title>⟦Trend⟧</title><text>people</text></svg>", ["people"]),
    ],
)
def test_what_is_bare(page: str, found: list[str]) -> None:
    assert bare(page, ["A plan of ours"]) == found


def test_a_message_that_is_cut_is_told() -> None:
    assert "brackets that do not close" in bare("<p>⟦Read the pl</p>")[0]
