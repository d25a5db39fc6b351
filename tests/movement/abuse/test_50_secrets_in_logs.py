"""What somebody typed to get in, looked for wherever it must not be: the log, the database, letters."""

from __future__ import annotations

import logging

import pytest
from django.apps import apps
from django.core import serializers
from django.test import Client
from tests.conftest import Cast
from tests.movement.second_steps import IN, app_of, first_step, paper_of, take
from tests.movement.wiki import Wiki

from thriving.kernel.models import DiaryEntry, Mail
from thriving.movement.accounts import changes

CANARY = "canary-7f3a"


def everything_kept() -> str:
    rows = (row for model in apps.get_models() for row in model._default_manager.all())
    return serializers.serialize("json", rows)


def test_a_wrong_name_and_password_leave_no_trace(
    db: None, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="thriving")
    client.post(IN, {"username": CANARY, "password": CANARY})
    client.post("/sign-in/forgotten/", {"username": CANARY})
    assert CANARY not in caplog.text
    assert CANARY not in everything_kept()


def test_an_apps_secret_is_sealed_where_it_is_kept(cast: Cast, client: Client) -> None:
    secret, codes = app_of(cast.volunteer), paper_of(cast.volunteer)
    kept = everything_kept()
    assert secret not in kept
    assert not any(code.replace("-", "") in kept for code in codes)


def test_a_code_that_was_typed_is_in_no_log(
    cast: Cast, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    app_of(cast.volunteer)
    caplog.set_level(logging.DEBUG, logger="thriving")
    first_step(client, cast.volunteer)
    take(client, CANARY)
    assert CANARY not in caplog.text
    assert CANARY not in everything_kept()


def test_letters_about_safety_name_nobody(cast: Cast, client: Client) -> None:
    cast.volunteer.email, cast.volunteer.name = "v@example.org", CANARY
    cast.volunteer.save()
    changes.sign_out_everywhere(cast.volunteer)
    mail = Mail.objects.get()
    assert CANARY not in mail.text + mail.subject
    assert "valentina" not in mail.text


def test_the_wikis_secrets_stay_out_of_the_log(
    cast: Cast, client: Client, wiki: Wiki, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="thriving")
    wiki.profile = {"sub": 9, "username": CANARY}
    wiki.sign_in(client)
    assert CANARY not in caplog.text
    assert not any(CANARY in str(entry.body or "") for entry in DiaryEntry.objects.all())
