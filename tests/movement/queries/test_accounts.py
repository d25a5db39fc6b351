from __future__ import annotations

import pytest
from tests.conftest import person

from thriving.movement.models import Person
from thriving.movement.queries.accounts import accounts_of, keys_of


def with_address(name: str, address: str) -> Person:
    found = person(name)
    found.email = address
    found.save()
    return found


@pytest.mark.parametrize("address", ["ama@example.org", "AMA@Example.org", "ama+work@example.org"])
def test_two_accounts_with_one_mailbox_are_one_person(db: None, address: str) -> None:
    ama, again = with_address("ama", "ama@example.org"), with_address("again", address)
    with_address("kofi", "kofi@example.org")
    assert set(accounts_of(ama)) == set(accounts_of(again)) == {ama, again}
    assert keys_of(ama) == {ama.key, again.key}


def test_whose_address_is_not_known_has_one_account(db: None) -> None:
    ama, kofi = with_address("ama", ""), with_address("kofi", "")
    assert list(accounts_of(ama)) == [ama]
    assert list(accounts_of(kofi)) == [kofi]
