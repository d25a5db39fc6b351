"""By which ways somebody can show again who they are, and whether they did."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thriving.movement.accounts import attempts, factors, wiki
from thriving.movement.accounts.admission import NotAdmitted
from thriving.movement.accounts.factors import Kind, codes, recovery
from thriving.movement.accounts.proofs import Proof
from thriving.movement.models import Person

TRIES = 5  # in a quarter of an hour: a code has only six digits
APP_DIGITS = 6


@dataclass(frozen=True)
class Ways:
    password: bool
    app: bool
    passkey: bool
    wiki: bool

    @property
    def only_wiki(self) -> bool:
        """Then the wiki may be asked once more: nothing else could be."""
        return self.wiki and not (self.password or self.app or self.passkey)


def ways_to_prove(person: Person) -> Ways:
    kinds = {each.type for each in factors.of(person)}
    return Ways(
        password=person.has_usable_password(),
        app=Kind.TOTP in kinds,
        passkey=Kind.WEBAUTHN in kinds,
        wiki=wiki.is_offered() and wiki.account_of(person) is not None,
    )


def by_code(person: Person, code: str, *, address: str, recovering: bool = False) -> Proof:
    """Which proof the code is. Tries are counted before it is looked at."""
    attempt = attempts.count("second step", name=person.key, address=address, limit=TRIES)
    if len(code) == APP_DIGITS and codes.take(person, code):
        proof = Proof.CODE
    elif recovering and recovery.take(person, code):
        proof = Proof.RECOVERY_CODE
    else:
        sentence = _("This code was not accepted. Each works once, an app’s only for half a minute.")
        raise NotAdmitted(sentence)
    attempts.forgive(attempt)
    return proof
