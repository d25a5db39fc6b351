"""Codes of an authenticator app: six digits, new each half minute (RFC 6238), each taken once.

allauth remembers used codes in a cache, which every process of the server has for itself. We keep the last
step that was used beside the secret instead: neither it nor an earlier one is ever taken again.
"""

from __future__ import annotations

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.db import transaction
from django.utils.crypto import constant_time_compare

from thriving.kernel import clock
from thriving.movement.accounts.factors import Kind
from thriving.movement.models import Person

SECONDS = 30
LATE = 1  # steps: a phone's clock may be behind, and typing takes its time
LAST = "last_step"


def new_secret() -> str:
    return str(generate_totp_secret())


def address(person: Person, secret: str) -> str:
    """What the app reads from the picture, or from a link on the same phone."""
    return str(get_adapter().build_totp_url(person, secret))


def add(person: Person, secret: str, code: str) -> Authenticator | None:
    """Once a code shows that the app holds the secret. The code is spent with it."""
    step = _step_of(secret, code)
    if step is None:
        return None
    kept: Authenticator = TOTP.activate(person, secret).instance
    kept.data[LAST] = step
    kept.save()
    return kept


@transaction.atomic
def take(person: Person, code: str) -> bool:
    """Whether the code is right and newer than any that was taken before."""
    kept = Authenticator.objects.select_for_update().filter(user=person, type=Kind.TOTP).first()
    if kept is None:
        return False
    step = _step_of(get_adapter().decrypt(kept.data["secret"]), code)
    if step is None or step <= kept.data.get(LAST, -1):
        return False
    kept.data[LAST] = step
    kept.last_used_at = clock.system()
    kept.save()
    return True


def at(secret: str, step: int) -> str:
    return str(format_hotp_value(hotp_value(secret, step)))


def step_now() -> int:
    return int(clock.system().timestamp()) // SECONDS


def _step_of(secret: str, code: str) -> int | None:
    now = step_now()
    near = range(now - LATE, now + LATE + 1)
    return next((step for step in near if constant_time_compare(at(secret, step), code)), None)
