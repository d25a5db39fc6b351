"""Which names exist, told by a text, a status, a time, a letter. Times are judged by the work done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings
from tests.conftest import Cast
from tests.movement.second_steps import IN
from tests.movement.wiki import Wiki

from thriving.kernel.models import Mail
from thriving.movement import actions
from thriving.movement.accounts import resets
from thriving.movement.models import Person, ResetRequest

FORGOTTEN = "/sign-in/forgotten/"
NAMES = ["valentina", "nobody", "lina", "from-a-wiki", "without-mail"]


@pytest.fixture(autouse=True)
def all_sorts(cast: Cast, settings: Settings) -> None:
    """One who is there, nobody, one whose account is closed, one without a password, one without mail."""
    settings.SIGN_IN_TRIES_BY_NAME = settings.SIGN_IN_TRIES_BY_ADDRESS = 1000
    cast.volunteer.email = "v@example.org"
    cast.volunteer.save()
    actions.close_account(cast.lead, by="test")
    without = Person(username="from-a-wiki", email="w@example.org")
    without.set_unusable_password()
    without.save()
    Person.objects.create_user("without-mail", "a wholly new sentence")


def plain(page: HttpResponse, name: str) -> tuple[int, str]:
    text = page.content.decode().replace(f'value="{name}"', "")
    return page.status_code, re.sub(r'csrfmiddlewaretoken" value="\w+"', "", text)


@contextmanager
def hashes() -> Iterator[list[str]]:
    """Each password that is hashed within."""
    counted: list[str] = []
    encode = Argon2PasswordHasher.encode
    verify = Argon2PasswordHasher.verify

    def encoding(self: Argon2PasswordHasher, *args: str) -> str:
        counted.append("encode")
        return encode(self, *args)

    def verifying(self: Argon2PasswordHasher, *args: str) -> bool:
        counted.append("verify")
        return verify(self, *args)

    with (
        patch.object(Argon2PasswordHasher, "encode", encoding),
        patch.object(Argon2PasswordHasher, "verify", verifying),
    ):
        yield counted


def sign_in(name: str) -> HttpResponse:
    return Client().post(IN, {"username": name, "password": "wrong"})


def ask(name: str) -> HttpResponse:
    return Client().post(FORGOTTEN, {"username": name})


@pytest.mark.parametrize("way", [sign_in, ask])
def test_text_and_status_are_the_same_for_all(way: object, cast: Cast) -> None:
    assert len({plain(way(name), name) for name in NAMES}) == 1  # type: ignore[operator] # one of two functions


@pytest.mark.parametrize("name", NAMES)
def test_signing_in_hashes_once_whoever_it_is(name: str, cast: Cast) -> None:
    with hashes() as counted:
        sign_in(name)
    assert len(counted) == 1


@pytest.mark.parametrize("name", NAMES)
def test_asking_for_a_letter_hashes_nothing_and_writes_none_yet(name: str, cast: Cast) -> None:
    with hashes() as counted:
        ask(name)
    assert (counted, Mail.objects.count(), ResetRequest.objects.count()) == ([], 0, 1)


def statements(name: str) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        ask(name)
    return [each["sql"].split(" ", 1)[0] for each in asked.captured_queries]


def test_asking_for_a_letter_asks_the_database_the_same(cast: Cast) -> None:
    first = statements(NAMES[0])
    assert [statements(name) for name in NAMES[1:]] == [first] * (len(NAMES) - 1)


def test_asking_for_a_letter_takes_the_same_time(cast: Cast) -> None:
    """Bound wide on purpose: the work is compared above, this only finds what nobody thought of."""

    def took(name: str) -> float:
        begun = perf_counter()
        ask(name)
        return perf_counter() - begun

    assert 0.4 < median(took("nobody") / took("valentina") for _ in range(15)) < 2.5


def test_a_letter_goes_only_where_it_may(cast: Cast) -> None:
    for name in NAMES:
        ask(name)
    resets.write_letters()
    assert [mail.address for mail in Mail.objects.all()] == ["v@example.org"]
    assert ResetRequest.objects.count() == 0


def test_a_wiki_that_names_somebody_of_ours_is_answered_like_any(cast: Cast, wiki: Wiki) -> None:
    def answer(name: str, number: int) -> str:
        wiki.profile = {"sub": number, "username": name}
        return str(wiki.sign_in(Client())["Location"])

    assert answer("valentina", 1) == answer("nobody", 2) == answer("lina", 3)
