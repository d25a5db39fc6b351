"""Another site's form, sent by somebody who is signed in here: refused at every address of ours."""

from __future__ import annotations

from itertools import cycle

import pytest
from django.urls import resolve
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
    """To each a form, from one who may open it if anybody may, and one other way: all in turn.

    Whoever sends it is refused before anybody asks who it is, as no view of ours waives that.
    """
    clients = {role: records.client_of(role, cast, enforce_csrf_checks=True) for role in SIGNED_IN}
    before = records.rows_kept()
    for number, row in enumerate(GUARDED):
        may = [role for role in SIGNED_IN if row.expected(role) == 200] or SIGNED_IN
        role, address = may[number % len(may)], records.address_of(row)
        assert not getattr(resolve(address).func, "csrf_exempt", False), row.name
        for way in ("post", OTHER_WAYS[number % len(OTHER_WAYS)]):
            answer = getattr(clients[role], way)(address, {}, headers={"Origin": "https://evil.example"})
            assert answer.status_code in REFUSED, (row.name, role, way)
    assert records.rows_kept() == before


def test_no_disguise_of_its_content_helps(all_records: None, cast: Cast) -> None:
    client = records.client_of("evaluator", cast, enforce_csrf_checks=True)
    for row, disguise in zip(GUARDED, cycle(DISGUISES), strict=False):
        answer = client.generic("POST", records.address_of(row), b"{}", content_type=disguise)
        assert answer.status_code in REFUSED, (row.name, disguise)


def test_looking_changes_nothing(look: Look) -> None:
    assert look.after == look.before
    assert len(look.seen) > len(records.TABLE)
