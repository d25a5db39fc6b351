"""A page in somebody else's frame, behind buttons of theirs; a window that its opener still holds."""

from __future__ import annotations

import re

import pytest
from tests.conftest import Cast
from tests.whole import records
from tests.whole.records import *  # noqa: F403 -- its fixtures
from tests.whole.records import Look

pytestmark = pytest.mark.django_db

NEW_WINDOW = re.compile(r"<a\b[^>]*\btarget=[^>]*>")


def test_no_page_is_framed_or_held(look: Look) -> None:
    for row, _role, headers, page in look.seen:
        assert headers["X-Frame-Options"] == "DENY", row.name
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], row.name
        assert "form-action 'self'" in headers["Content-Security-Policy"], row.name
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", row.name
        for link in NEW_WINDOW.findall(page):
            assert "noopener" in link, row.name


def test_a_refusal_is_not_framed_either(all_records: None, cast: Cast) -> None:
    client = records.client_of("volunteer", cast)
    for address in ("/nothing/", "/imports/"):
        assert client.get(address)["X-Frame-Options"] == "DENY"
