"""Another site's form, sent by somebody who is signed in here: refused at every address of ours."""

from __future__ import annotations

from itertools import cycle, product

import pytest
from tests.conftest import Cast
from tests.whole import records
from tests.whole.records import *  # noqa: F403 -- its fixtures
from tests.whole.records import Look

pytestmark = pytest.mark.django_db

REFUSED = {403, 404, 405}
SIGNED_IN = ("evaluator", "lead", "editor", "operator", "volunteer")
OTHER_WAYS = ("put", "patch", "delete")
DISGUISES = (
    "application/x-www-form-urlencoded",
    "text/plain",
    "application/json",
    "multipart/form-data; boundary=x",
)
# The worst that a forged choice of language can do is to show somebody a page in another one.
GUARDED = tuple(row for row in records.TABLE if row.name != "ui:language")


def test_no_address_takes_a_form_of_another_site(all_records: None, cast: Cast) -> None:
    """A form from each reader, and every other way from one reader or the other, all in turn."""
    clients = {role: records.client_of(role, cast, enforce_csrf_checks=True) for role in SIGNED_IN}
    in_turn, before = cycle(SIGNED_IN), records.rows_kept()
    for row in GUARDED:
        address = records.address_of(row)
        sent = [*((role, "post") for role in SIGNED_IN), *zip(in_turn, OTHER_WAYS, strict=False)]
        for role, way in sent:
            answer = getattr(clients[role], way)(address, {}, headers={"Origin": "https://evil.example"})
            assert answer.status_code in REFUSED, (row.name, role, way)
    assert records.rows_kept() == before


def test_no_disguise_of_its_content_helps(all_records: None, cast: Cast) -> None:
    client = records.client_of("evaluator", cast, enforce_csrf_checks=True)
    for row, disguise in product(GUARDED, DISGUISES):
        answer = client.generic("POST", records.address_of(row), b"{}", content_type=disguise)
        assert answer.status_code in REFUSED, (row.name, disguise)


def test_looking_changes_nothing(look: Look) -> None:
    assert look.after == look.before
    assert len(look.seen) > len(records.TABLE)
