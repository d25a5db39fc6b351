"""How often a name may be tried, and from where: counted in the database, without keeping either.

A stranger who tries a name again and again must not lock out its owner: a browser that has signed in as that
name before is counted by itself.
"""

from __future__ import annotations

from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from thriving.kernel import clock
from thriving.movement.models import People, SignInAttempt

WINDOW = timedelta(minutes=15)
IPV6_OF_ONE_HOUSEHOLD = 64  # bits: a provider gives each customer that many addresses


class TooManyAttempts(Exception):
    """Told alike for names that exist and names that do not."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        minutes = ceil(wait / timedelta(minutes=1))
        sentence = ngettext(
            "There were too many attempts to sign in. Try again in %(minutes)s minute.",
            "There were too many attempts to sign in. Try again in %(minutes)s minutes.",
            minutes,
        )
        super().__init__(sentence % {"minutes": minutes})


def begin(username: str, *, address: str, browser: str = "") -> SignInAttempt:
    """Count a try before the password is looked at, so that many at once cannot slip through together."""
    forget_old()
    attempt = SignInAttempt.objects.create(
        at=clock.system(), name_mark=name_mark(username, browser), address_mark=_address_mark(address)
    )
    if wait := _wait(attempt):
        attempt.delete()
        raise TooManyAttempts(wait)
    return attempt


def count(
    what: str, *, name: str = "", address: str = "", limit: int = 0, limit_of_address: int = 0
) -> SignInAttempt:
    """The same for other tries than a password: of a second step, a new password, a way by the wiki.

    Each is counted apart, by a name where there is one and by the address where there is one; ``limit`` is
    that of the name, ``limit_of_address`` that of the address; without one, signing in's holds.
    """
    forget_old()
    attempt = SignInAttempt.objects.create(
        at=clock.system(),
        name_mark=_mark(what, name) if name else "",
        address_mark=_address_mark(address, what) if address else "",
    )
    by_name = _wait_for(attempt, limit or settings.SIGN_IN_TRIES_BY_NAME, name_mark=attempt.name_mark)
    most = limit_of_address or settings.SIGN_IN_TRIES_BY_ADDRESS
    by_address = _wait_for(attempt, most, address_mark=attempt.address_mark)
    if wait := max(by_name if name else timedelta(), by_address if address else timedelta()):
        attempt.delete()
        raise TooManyAttempts(wait)
    return attempt


def forgive(attempt: SignInAttempt) -> None:
    """The password was right: what went before for this name was its owner's mistyping."""
    SignInAttempt.objects.filter(name_mark=attempt.name_mark).delete()


def forget_old() -> None:
    SignInAttempt.objects.filter(at__lt=clock.system() - WINDOW).delete()


def name_mark(username: str, browser: str = "") -> str:
    return _mark("name", browser, People.normalize_username(username))


def _address_mark(address: str, what: str = "") -> str:
    found = ip_address(address)
    if isinstance(found, IPv6Address):
        address = str(ip_network((found, IPV6_OF_ONE_HOUSEHOLD), strict=False))
    return _mark("address", address, *filter(None, [what]))


def _mark(*parts: str) -> str:
    return salted_hmac("thriving.movement.attempts", "\n".join(parts), algorithm="sha256").hexdigest()


def _wait(attempt: SignInAttempt) -> timedelta:
    """How long until each of the two counts has room again; none if both have."""
    return max(
        _wait_for(attempt, settings.SIGN_IN_TRIES_BY_NAME, name_mark=attempt.name_mark),
        _wait_for(attempt, settings.SIGN_IN_TRIES_BY_ADDRESS, address_mark=attempt.address_mark),
    )


def _wait_for(attempt: SignInAttempt, limit: int, **mark: str) -> timedelta:
    earlier = SignInAttempt.objects.filter(**mark).exclude(pk=attempt.pk).order_by("-at")
    blocking = earlier[limit - 1 : limit].first()
    return blocking.at + WINDOW - attempt.at if blocking else timedelta()
