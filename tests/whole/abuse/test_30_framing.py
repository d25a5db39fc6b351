"""A page in somebody else's frame, behind buttons of theirs; a window that its opener still holds."""

from __future__ import annotations

import re

import pytest
from tests.conftest import Cast
from tests.whole import records
from tests.whole.records import *  # noqa: F403 -- its fixtures

pytestmark = pytest.mark.django_db

NEW_WINDOW = re.compile(r"<a\b[^>]*\btarget=[^>]*>")


def test_no_page_is_framed_or_held(all_records: None, cast: Cast) -> None:
    for row, _role, response in records.opened(cast, records.TABLE):
        assert response["X-Frame-Options"] == "DENY", row.name
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"], row.name
        assert "form-action 'self'" in response["Content-Security-Policy"], row.name
        assert response["Cross-Origin-Opener-Policy"] == "same-origin", row.name
        for link in NEW_WINDOW.findall(records.html_of(response)):
            assert "noopener" in link, row.name


def test_a_refusal_is_not_framed_either(all_records: None, cast: Cast) -> None:
    client = records.client_of("volunteer", cast)
    for address in ("/nothing/", "/imports/"):
        assert client.get(address)["X-Frame-Options"] == "DENY"
