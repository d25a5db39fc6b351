"""Another site's form, sent by somebody who is signed in here: refused at every address of ours."""

from __future__ import annotations

import pytest
from tests.conftest import Cast
from tests.whole import records
from tests.whole.records import *  # noqa: F403 -- its fixtures
from tests.whole.records import Look

pytestmark = pytest.mark.django_db

REFUSED = {403, 404, 405}
UNSAFE = ("post", "put", "patch", "delete")
DISGUISES = (
    "application/x-www-form-urlencoded",
    "text/plain",
    "application/json",
    "multipart/form-data; boundary=x",
)
# The worst that a forged choice of language can do is to show somebody a page in another one.
GUARDED = tuple(row for row in records.TABLE if row.name != "ui:language")


@pytest.mark.parametrize("role", ["evaluator", "lead", "editor", "operator", "volunteer"])
def test_no_address_takes_a_form_of_another_site(all_records: None, cast: Cast, role: str) -> None:
    client, before = records.client_of(role, cast, enforce_csrf_checks=True), records.rows_kept()
    for row in GUARDED:
        for way in UNSAFE:
            answer = getattr(client, way)(
                records.address_of(row), {}, headers={"Origin": "https://evil.example"}
            )
            assert answer.status_code in REFUSED, (row.name, way)
    assert records.rows_kept() == before


@pytest.mark.parametrize("disguise", DISGUISES)
def test_no_disguise_of_its_content_helps(all_records: None, cast: Cast, disguise: str) -> None:
    client = records.client_of("evaluator", cast, enforce_csrf_checks=True)
    for row in GUARDED:
        answer = client.generic("POST", records.address_of(row), b"{}", content_type=disguise)
        assert answer.status_code in REFUSED, row.name


def test_looking_changes_nothing(look: Look) -> None:
    assert look.after == look.before
    assert len(look.seen) > len(records.TABLE)
