"""Who may not do what with a payment, beside what the database refuses by itself.

Packages above add people of their own, such as whoever accepted the risk of the event that is paid for. Two
accounts with one address are one person wherever two people are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from thriving.grants.agreements.rules import keys_of_side
from thriving.grants.payments.models import Approval, Disbursement, Payee
from thriving.grants.payments.queries import approvals_of
from thriving.kernel import access
from thriving.kernel.registry import Registry
from thriving.movement.models import Person
from thriving.movement.queries.accounts import keys_of

# Their primary keys, as it is now. They neither ask for a payment nor approve, send or settle it.
barred = Registry[Callable[[Disbursement], set[int]]]("people who may have no hand in a payment")


def refusals_to_ask(disbursement: Disbursement, by: Person) -> list[str]:
    return _judged(disbursement, by)


def refusals(disbursement: Disbursement, by: Person, before: Iterable[str]) -> list[str]:
    """Why this person may not approve it; ``before``: the keys of those who did already."""
    return list(_refusals(disbursement, by, set(before)))


def refusals_to_send(disbursement: Disbursement, by: Person) -> list[str]:
    found = _judged(disbursement, by) or _near(disbursement, by)
    if disbursement.requested_by in keys_of(by):
        found.append(_("You asked for it: somebody else must send it."))
    return found


def refusals_to_settle(disbursement: Disbursement, by: Person) -> list[str]:
    return _judged(disbursement, by) or _near(disbursement, by)


def refusals_to_confirm(payee: Payee, by: Person) -> list[str]:
    """Why this person may not confirm that the grantee named this account."""
    mine = keys_of(by)
    if payee.stated_by in mine:
        return [_("You named this account: somebody else must confirm it.")]
    if mine & keys_of_side(payee.agreement):
        return [_("You are on the grantee’s side: somebody else must confirm the account.")]
    paid = Disbursement.objects.filter(tranche__agreement=payee.agreement).first()
    return _judged(paid, by) if paid else []


def judges(disbursement: Disbursement) -> set[str]:
    """The keys of all who judged what is paid for."""
    people = {person for ask in barred.values() for person in ask(disbursement)}
    return set(Person.objects.filter(pk__in=people).values_list("key", flat=True))


def accounts_of_key(key: str) -> frozenset[str]:
    """All accounts of whoever acted under this key."""
    by = Person.objects.filter(key=key).first() if key else None
    return keys_of(by) if by else frozenset({key} - {""})


def lapsed(disbursement: Disbursement) -> list[Approval]:
    """Approvals that stand, of people who could not give them today."""
    found = list(approvals_of(disbursement))
    return [each for each in found if not _could_approve(disbursement, each, found)]


def _could_approve(disbursement: Disbursement, approval: Approval, standing: list[Approval]) -> bool:
    by = Person.objects.with_roles().filter(key=approval.approved_by).first()
    if by is None or not access.may(by, "approve_payment", disbursement):
        return False
    others = [each.approved_by for each in standing if each.pk != approval.pk]
    return not refusals(disbursement, by, others)


def _refusals(disbursement: Disbursement, by: Person, before: set[str]) -> Iterator[str]:
    mine = keys_of(by)
    if disbursement.requested_by in mine:
        yield _("You asked for this payment: somebody else must approve it.")
    if mine & before:
        yield _("You have approved it: the second approval is another person’s.")
    if mine & (judges(disbursement) | _side(disbursement)):
        yield _(
            "Whoever is on the grantee’s side, or judged the risk of what is paid for, does not approve it."
        )


def _judged(disbursement: Disbursement, by: Person) -> list[str]:
    told = _("Whoever judged the risk of what is paid for has no hand in its payment.")
    return [told] if keys_of(by) & judges(disbursement) else []


def _near(disbursement: Disbursement, by: Person) -> list[str]:
    told = _("Whoever is on the grantee’s side neither sends the payment nor says that it arrived.")
    return [told] if keys_of(by) & _side(disbursement) else []


def _side(disbursement: Disbursement) -> set[str]:
    return keys_of_side(disbursement.agreement) | ({disbursement.applied_by} - {""})
