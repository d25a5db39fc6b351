"""What the search of the site finds of rounds of grants."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from tests import places
from tests.conftest import person
from tests.grants import world
from tests.grants.funds.test_actions import asked, publish, said

from thriving.grants.funds import actions, search
from thriving.kernel.words import Words
from thriving.movement.queries.finding import found

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


def keys(text: str, reader: Any = VISITOR) -> list[str]:
    hits = [section.hits for section in found(reader, text) if section.sort.name == search.GRANT_ROUND]
    return [hit.key for hit in hits[0]]


def test_a_round_is_found_by_officers_first_and_by_everybody_once_it_is_open() -> None:
    places.few()
    officer = person("gita", "grants_officer")
    one = actions.plan_round(world.fund(), said(), key="spring", by=officer)
    assert keys("spring round", officer) == ["spring"]
    assert keys("spring round") == keys("spring", person("somebody")) == []
    asked(one, officer)
    publish(one, officer)
    actions.open_round(one, by=officer)
    assert keys("round") == ["spring"]
    actions.replan_round(one, said(title=Words(en="Early months", fr="Premiers mois")), by=officer)
    assert keys("spring round") == []
    assert keys("premiers") == keys("months early") == ["spring"]
