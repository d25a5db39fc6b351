"""A page of somebody signed in, kept by a proxy or by the browser for whoever comes next."""

from __future__ import annotations

from itertools import cycle

import pytest
from tests.conftest import Cast
from tests.whole import records
from tests.whole.records import *  # noqa: F403 -- its fixtures
from tests.whole.records import Look

pytestmark = pytest.mark.django_db

PICTURES = ("x.css", "x.js", "x.png", "x.ico")


def test_nothing_of_somebody_signed_in_is_kept(look: Look) -> None:
    """A script that is the same for everybody is nobody's."""
    for row, role, headers, _page in look.seen:
        if role != "visitor" and headers["Content-Type"] != "text/javascript":
            assert "no-store" in headers.get("Cache-Control", ""), row.name


def test_what_everyone_reads_is_told_apart_by_cookie(look: Look) -> None:
    """A shared cache must not hand a visitor's page to a reader, nor one language to another."""
    for row, role, headers, _page in look.seen:
        if role == "visitor" and row in records.PAGES:
            kept = headers.get("Cache-Control", "")
            assert "public" not in kept or "Cookie" in headers.get("Vary", ""), row.name


def test_no_page_answers_to_a_pictures_name(all_records: None, cast: Cast) -> None:
    client = records.client_of("editor", cast)
    for row, picture in zip(records.PAGES, cycle(PICTURES), strict=False):
        answer = client.get(f"{records.address_of(row).rstrip('/')}/{picture}", follow=True)
        assert answer.status_code in {400, 403, 404, 405}, (row.name, picture)
