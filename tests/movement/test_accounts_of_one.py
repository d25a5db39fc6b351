"""Two accounts with one mailbox are one human, whoever asks."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.conftest import person

from thriving.movement.models import Person
from thriving.movement.queries.accounts import accounts_of, is_theirs, keys_of


def reached_by(username: str, email: str) -> Person:
    made = person(username)
    made.email = email
    made.save()
    return made


@pytest.mark.parametrize("email", ["Esi@Example.org", "esi+work@example.org", "esi@example.org"])
def test_accounts_with_one_mailbox_are_one_human(db: None, email: str) -> None:
    esi, other = reached_by("esi", "esi@example.org"), reached_by("esi2", email)
    assert set(accounts_of(esi)) == {esi, other} == set(accounts_of(other))
    assert keys_of(esi) == {esi.key, other.key}
    assert is_theirs(esi, "", other.key)


def test_without_an_address_nobody_is_somebody_else(db: None) -> None:
    ama, abu = person("ama"), person("abu")
    assert keys_of(ama) == {ama.key}
    assert set(accounts_of(ama)) == {ama}
    assert not is_theirs(ama, "", abu.key)


def test_another_mailbox_is_another_human(db: None) -> None:
    esi, other = reached_by("esi", "esi@example.org"), reached_by("essi", "essi@example.org")
    assert not is_theirs(esi, other.key)


def test_a_visitor_has_no_account(db: None) -> None:
    assert keys_of(AnonymousUser()) == frozenset()
    assert not is_theirs(AnonymousUser(), "")
