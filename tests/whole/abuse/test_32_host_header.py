"""A request that says it came for another host: answered nowhere, believed in nothing."""

from __future__ import annotations

from itertools import cycle

import pytest
from django.test import Client
from pytest_django import Settings
from tests.conftest import Cast
from tests.whole import records
from tests.whole.records import *  # noqa: F403 -- its fixtures

from thriving.kernel import outbox

pytestmark = pytest.mark.django_db

EVIL = "evil.example"
HOSTS = (EVIL, f"testserver.{EVIL}", f"testserver@{EVIL}", f"testserver:80@{EVIL}")
CLAIMS = ("X-Forwarded-Host", "X-Host", "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Server", "Forwarded")


@pytest.fixture(autouse=True)
def one_host(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]


def test_no_page_is_served_for_another_host(all_records: None, cast: Cast) -> None:
    client = records.client_of("evaluator", cast)
    for row, host in zip(records.TABLE, cycle(HOSTS), strict=False):
        answer = client.get(records.address_of(row), headers={"Host": host})
        assert answer.status_code == 400, (row.name, host)


def test_no_page_repeats_what_a_request_claims(all_records: None, client: Client) -> None:
    for row in records.TABLE:
        if row.expected("visitor") == 200:
            claimed = dict.fromkeys(CLAIMS, EVIL)
            answer = client.get(records.address_of(row), headers=claimed)
            text = b"".join(answer) if answer.streaming else answer.content
            assert EVIL.encode() not in text, row.name
            assert EVIL not in str(dict(answer.items())), row.name


def test_letters_name_the_site_that_is_set(settings: Settings) -> None:
    settings.SITE = "https://thriving.example.org"
    assert outbox.address_of("movement:my_work").startswith("https://thriving.example.org/")
