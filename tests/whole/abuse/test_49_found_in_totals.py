"""Somebody is looked for in the totals of a questionnaire, by its address, and by looking every day."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast
from tests.questions import world

from thriving.questions import actions
from thriving.questions.models import Version


@pytest.fixture
def version(cast: Cast) -> Iterator[Version]:
    with world.owned():
        version = world.published()
        world.answered(version, 30, food="fish")
        world.answered(version, 25, first=30, food="meat")
        actions.tell(version.questionnaire)
        yield version


def totals(client: Client, version: Version) -> str:
    return _words(client.get(reverse("questions:totals", args=[version.questionnaire.key])).content.decode())


def _words(page: str) -> str:
    words: list[str] = []
    parser = HTMLParser()
    parser.handle_data = words.append  # type: ignore[method-assign]
    parser.feed(page)
    return " ".join("".join(words).split())


def test_looking_after_each_answer_tells_nothing(version: Version, cast: Cast, client: Client) -> None:
    client.force_login(cast.evaluator)
    before = totals(client, version)
    actions.answer(version, cast.volunteer, {"food": "plants", "story": "quxworth"})
    actions.take_back(version.questionnaire, "code-3")
    actions.tell_due()
    assert totals(client, version) == before
    assert "quxworth" not in before


def test_an_address_tells_nobody_who_may_not_read(version: Version, cast: Cast, client: Client) -> None:
    """Not that there are questions, nor whether one has answered them."""
    client.force_login(cast.editor)
    there, nowhere = version.questionnaire.key, "0" * 32
    for name in ("mine", "edit", "totals", "answers"):
        pages = [client.get(reverse(f"questions:{name}", args=[key])) for key in (there, nowhere)]
        told = [_words(page.content.decode()).replace(there, "").replace(nowhere, "") for page in pages]
        assert [page.status_code for page in pages] == [404, 404]
        assert told[0] == told[1]
