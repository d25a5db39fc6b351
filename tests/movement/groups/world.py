"""A small world of affiliates and communities, each made by the action that a page would call."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.conftest import person

from thriving.kernel.words import Words
from thriving.movement.actions.affiliates import apply_for_recognition, register_affiliate
from thriving.movement.actions.communities import add_community
from thriving.movement.actions.groups import Described
from thriving.movement.models import Affiliate, Community, Person

SINCE = date(2020, 3, 1)


def described(name: str = "Wiki Lakeside", **said: Any) -> Described:
    """A description that is sound, with what is told otherwise."""
    return Described(**{"kind": "user_group", "name": Words(en=name), "countries": ("GH",), **said})


def affiliate(key: str = "lakeside", name: str = "Wiki Lakeside", **said: Any) -> Affiliate:
    """Recognized since long ago."""
    state = said.pop("state", "recognized")
    since = said.pop("recognized_since", SINCE)
    return register_affiliate(
        described(name, **said), key=key, by="test", recognized_since=since, state=state
    )


def application(applicant: Person, key: str = "hopeful", **said: Any) -> Affiliate:
    return apply_for_recognition(
        described(said.pop("name", "Hopeful Writers"), **said), by=applicant, key=key
    )


def community(key: str = "night-sky", name: str = "Night Sky Editors", **said: Any) -> Community:
    told = {"kind": "thematic", "countries": (), "languages": ("es",), **said}
    return add_community(described(name, **told), key=key, by="test")


def officer(username: str = "ofelia") -> Person:
    return person(username, "affiliations_officer")


def contact(key: str, username: str = "carla") -> Person:
    return person(username, f"affiliate_contact affiliate:{key}")
