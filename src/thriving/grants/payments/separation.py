"""Who may not approve a payment, beside those whom the database refuses by itself.

Packages above add people of their own, such as whoever accepted the risk of the event that is paid for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from thriving.grants.agreements.rules import people_of
from thriving.grants.payments.models import Disbursement
from thriving.kernel.registry import Registry
from thriving.movement.models import Person

# Their primary keys, as it is now: asked when somebody approves, and again while it is sent.
barred = Registry[Callable[[Disbursement], set[int]]]("people who may not approve a payment")
barred.add("grantee", lambda disbursement: people_of(disbursement.agreement))


def refusals(disbursement: Disbursement, by: Person, before: Iterable[str]) -> list[str]:
    """Why this person may not approve it; ``before``: the keys of those who did already."""
    return list(dict.fromkeys(_refusals(disbursement, by, set(before))))


def barred_keys(disbursement: Disbursement) -> set[str]:
    """Of everybody who is too near to it to approve it, as it is now."""
    people = {person for ask in barred.values() for person in ask(disbursement)}
    keys = set(Person.objects.filter(pk__in=people).values_list("key", flat=True))
    return (keys | {disbursement.applied_by}) - {""}


def _refusals(disbursement: Disbursement, by: Person, before: set[str]) -> Iterator[str]:
    mine = _accounts_of(by)
    if disbursement.requested_by in mine:
        yield _("You asked for this payment: somebody else must approve it.")
    if mine & before:
        yield _("You have approved it: the second approval is another person’s.")
    if mine & barred_keys(disbursement):
        yield _(
            "Whoever is on the grantee’s side, or judged the risk of what is paid for, does not approve it."
        )


def _accounts_of(person: Person) -> set[str]:
    """Their key, and those of other accounts with the same address: two accounts are not two people."""
    if not person.email:
        return {person.key}
    return {person.key, *Person.objects.filter(email__iexact=person.email).values_list("key", flat=True)}
