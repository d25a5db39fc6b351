"""Another site's script that asks for our data in a reader's name, or takes it for a script of its own."""

from __future__ import annotations

import json
from itertools import cycle, product

import pytest
from tests.conftest import Cast
from tests.whole import records
from tests.whole.records import *  # noqa: F403 -- its fixtures
from tests.whole.records import close

pytestmark = pytest.mark.django_db

ORIGINS = ("https://evil.example", "null", "http://testserver.evil.example")
CALLBACKS = {"callback": "attack", "jsonp": "attack", "_": "1"}


def test_no_origin_but_ours_may_read(all_records: None, cast: Cast) -> None:
    """Each address by one origin and one way, all origins and ways in turn."""
    client = records.client_of("evaluator", cast)
    for row, (origin, way) in zip(records.TABLE, cycle(product(ORIGINS, ("get", "options"))), strict=False):
        answer = getattr(client, way)(records.address_of(row), headers={"Origin": origin})
        close(answer)
        opened = [name for name in answer.headers if name.lower().startswith("access-control-")]
        assert opened == [], row.name
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin", row.name


def test_data_is_no_script(all_records: None, cast: Cast) -> None:
    """An object at the top cannot be taken for a script, and no name wraps it into one."""
    rows = tuple(row for row in records.TWINS if row.name.endswith("-json"))
    for row, role, response in records.opened_once(cast, rows):
        assert response["Content-Type"].startswith("application/json"), row.name
        assert response["X-Content-Type-Options"] == "nosniff", row.name
        assert isinstance(json.loads(response.content), dict), row.name
        wrapped = records.client_of(role, cast).get(records.address_of(row), CALLBACKS)
        assert wrapped.content.startswith(b"{"), row.name
