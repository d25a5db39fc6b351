"""Forms that another site sends in my name; and changes by a mere link."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import PASSWORD, Cast
from tests.movement.second_steps import app_of, first_step, is_in, shown

from thriving.movement.accounts import factors

FORMS = [
    "movement:prove",
    "movement:add_app",
    "movement:add_passkey",
    "movement:recovery_codes",
    "movement:change_password",
    "movement:sign_out_everywhere",
    "movement:wiki_connect",
    "movement:wiki_disconnect",
    "movement:wiki_prove",
    "movement:sign_out",
]


@pytest.mark.parametrize("page", FORMS)
def test_no_form_is_taken_from_elsewhere(page: str, cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.volunteer)
    new = "a wholly new sentence"
    sent = {"password": new, "password_again": new}
    answer = strict.post(reverse(page), sent, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert is_in(strict)
    cast.volunteer.refresh_from_db()
    assert cast.volunteer.check_password(PASSWORD)


@pytest.mark.parametrize(
    "page", ["sign_in", "second_step", "sign_in_with_passkey", "forgotten", "new_password"]
)
def test_nobody_is_signed_in_by_a_form_from_elsewhere(page: str, cast: Cast) -> None:
    secret = app_of(cast.volunteer)
    strict = Client(enforce_csrf_checks=True)
    sent = {"username": "valentina", "password": PASSWORD, "code": shown(secret)}
    assert strict.post(reverse(f"movement:{page}"), sent).status_code == 403
    assert not is_in(strict)


def test_json_is_no_way_round(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    body = json.dumps({"username": "valentina", "password": PASSWORD})
    for kind in ("application/json", "text/plain"):
        assert strict.post("/sign-in/", body, content_type=kind).status_code == 403


def test_links_change_nothing(cast: Cast, client: Client) -> None:
    app_of(cast.volunteer)
    client.force_login(cast.volunteer)
    (step,) = factors.of(cast.volunteer)
    client.get(reverse("movement:remove_step", args=[step.pk]))
    client.get(reverse("movement:recovery_codes"))
    client.get(reverse("movement:sign_out_everywhere"))
    client.get(reverse("movement:add_app"))
    assert factors.of(cast.volunteer) == [step]
    assert is_in(client)


def test_a_half_sign_in_needs_its_form_too(cast: Cast) -> None:
    secret = app_of(cast.volunteer)
    client = Client()
    first_step(client, cast.volunteer)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post("/sign-in/second-step/", {"code": shown(secret)}).status_code == 403
