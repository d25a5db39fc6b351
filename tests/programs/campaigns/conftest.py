from __future__ import annotations

import pytest
from allauth.socialaccount.models import SocialAccount
from tests.conftest import person

from thriving.movement.models import Person


@pytest.fixture
def organizer(db: None) -> Person:
    return on_the_wikis(person("oriole", "organizer"))


@pytest.fixture
def other_organizer(db: None) -> Person:
    return on_the_wikis(person("ondine", "organizer"))


@pytest.fixture
def local(db: None) -> Person:
    """Runs one place of a campaign, and holds no role."""
    return person("lola")


def on_the_wikis(somebody: Person) -> Person:
    """With the account of a wiki that has their name."""
    told = {"username": somebody.name}
    SocialAccount.objects.create(user=somebody, provider="mediawiki", uid=somebody.key, extra_data=told)
    return somebody
