"""Who must hear, in the same transaction, what became of affiliates, accounts and minors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from thriving.kernel.registry import Registry
from thriving.movement.models import Affiliate, Person

Hearer = Callable[[Sequence[Affiliate], Any], None]  # affiliates, and by whom they changed
PersonHearer = Callable[[Person], None]
NameHearer = Callable[[Person, str], None]  # somebody, and a name on the wikis that is proven to be theirs

recognized = Registry[Hearer]("hearer of recognitions")
vouched = Registry[NameHearer]("hearer of names on wikis")

participation = Registry[PersonHearer]("hearer of who may take part no longer")


def tell(affiliates: Sequence[Affiliate], by: Any) -> None:
    """Since when these affiliates are recognized may have changed."""
    for hear in recognized.values():
        hear(affiliates, by)


def tell_name(person: Person, name: str) -> None:
    """A wiki vouches that this name there is theirs."""
    for hear in vouched.values():
        hear(person, name)


def tell_participation(person: Person) -> None:
    """They may take part no longer: a consent was taken back, or does not count any more."""
    for hear in participation.values():
        hear(person)
