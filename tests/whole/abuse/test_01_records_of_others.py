"""A key or a number of somebody else's record in an address: the same answer as for none, to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker
from tests.conftest import Cast, person
from tests.whole import records
from tests.whole.connections import close
from tests.whole.test_access import TABLE, Row

HIDDEN = tuple(row for row in TABLE if row.absent and row.expected("second_evaluator") == 404)
NAMED_IN_ADDRESS = re.compile(r'csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"')


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    with records.standing(django_db_blocker) as found:
        yield found


def told(client: Client, row: Row, where: dict[str, str]) -> tuple[int, str]:
    address = reverse(row.name, kwargs=where)
    answer = client.get(address)
    close(answer)
    page = NAMED_IN_ADDRESS.sub("", records.html_of(answer)).replace(address, "")
    return answer.status_code, page


def test_what_is_another_persons_reads_like_nothing(cast: Cast, db: None) -> None:
    client = Client()
    client.force_login(person("stranger"))
    seen = {row.name for row in HIDDEN if told(client, row, row.with_) != told(client, row, row.absent)}
    assert seen == set()
    assert len(HIDDEN) > 60


def test_nor_does_sending_a_form_there_tell_them_apart(cast: Cast, db: None) -> None:
    client = Client()
    client.force_login(person("stranger"))
    for row in HIDDEN:
        there, absent = (
            client.post(reverse(row.name, kwargs=where), {}).status_code for where in (row.with_, row.absent)
        )
        assert there == absent, row.name
        assert there in {404, 405}, row.name
