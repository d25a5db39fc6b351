"""No page of the product says anything that was not offered to translators."""

from __future__ import annotations

import pytest
from tests.conftest import Cast
from tests.whole import pseudo_locale, records
from tests.whole.pseudo_locale import bare, data_of_records
from tests.whole.records import *  # noqa: F403 -- its fixtures

from thriving.movement.models import RoleHolding
from thriving.movement.scopes import key_of
from thriving.plan.pages import phrases

pytestmark = pytest.mark.django_db


SAID = {  # by people, where no text of a record holds just that
    *("Roles of esi", "heritage/1", "title", "Seen"),
    *("Be kind to each other", "always"),  # in which two versions of a code differ
    *("Look whether it is so.", "Tell the communities."),  # steps of a playbook
}


def test_every_page_speaks_through_its_catalog(all_records: None, cast: Cast) -> None:
    # A part over which somebody holds a role keeps its key where the part itself is not there.
    scopes_held = {key_of(scope) for scope in RoleHolding.objects.values_list("scope", flat=True)}
    data = data_of_records() | scopes_held | SAID  # what pages are about
    with pseudo_locale.spoken():
        found = {
            (row.name, text)
            for row, _role, response in records.opened(cast)
            for text in bare(records.html_of(response), data)
        }
    assert not found, "\n".join(map(str, sorted(found)))


def test_a_sentence_past_the_catalog_is_found(
    year: None, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phrases, "period", lambda *_: "planted words")
    [row] = [row for row in records.PAGES if row.name == "plan:plan"]
    with pseudo_locale.spoken():
        page = records.client_of("visitor", cast).get(records.address_of(row))
        assert "planted words." in bare(records.html_of(page), data_of_records())


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
