"""A changed number in an address opens no draft, no roll and no list of who owes something."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.conftest import Cast
from tests.safety.conduct import pages, world

from thriving.kernel.words import Words
from thriving.safety.conduct import actions

PAGES = ("", "roll/", "acknowledged/", "write/en/", "difference/", "comments/", "comment/", "vote/", "proof/")


@pytest.mark.parametrize("page", PAGES)
def test_a_draft_answers_as_what_is_not_there(cast: Cast, client: Client, page: str) -> None:
    first = world.in_force()
    draft = actions.draft(first.code, binding="en", changes=Words(), by=world.keeper())
    actions.write(draft, "en", "A secret wording.", by=world.keeper())
    client.force_login(cast.operator)
    there, absent = (client.get(f"/conduct/universal/{number}/{page}") for number in (2, 77))
    assert there.status_code == absent.status_code == 404
    assert there.content.replace(b"/2/", b"/77/") == absent.content


def test_no_twin_list_or_search_tells_of_it(cast: Cast, client: Client) -> None:
    world.drafted()
    assert client.get("/conduct.json").json()["rows"] == []
    assert b"Universal" not in client.get("/conduct/").content


def test_a_comment_of_another_version_is_not_reached_by_its_number(cast: Cast, client: Client) -> None:
    pages.next_in_consultation(world.in_force())
    client.force_login(world.keeper())
    said = {"kind": "kept", "words": "It stays.", "language": "en"}
    assert client.post("/conduct/universal/1/comments/1/answer/", said).status_code == 404
