"""My account within somebody else's frame or popup."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast

PAGES = ["sign_in", "prove", "security", "add_app", "add_passkey", "change_password", "sign_out", "account"]


@pytest.mark.parametrize("page", PAGES)
def test_no_frame_and_no_opener(page: str, cast: Cast, client: Client) -> None:
    if page != "sign_in":
        client.force_login(cast.volunteer)
    answer = client.get(reverse(f"movement:{page}"))
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_scripts_run_only_where_a_passkey_is_asked_for(cast: Cast, client: Client) -> None:
    client.force_login(cast.volunteer)
    policy = {page: client.get(reverse(f"movement:{page}"))["Content-Security-Policy"] for page in PAGES}
    assert {page for page in PAGES if "script-src 'self'" in policy[page]} == {"prove", "add_passkey"}
    assert all("require-trusted-types-for 'script'" in each for each in policy.values())
