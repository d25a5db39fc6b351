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
DAY = timedelta(days=1)
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
    most = limit or settings.SIGN_IN_TRIES_BY_NAME
    by_name = _wait_for(attempt, most, WINDOW, name_mark=attempt.name_mark)
    most = limit_of_address or settings.SIGN_IN_TRIES_BY_ADDRESS
    by_address = _wait_for(attempt, most, WINDOW, address_mark=attempt.address_mark)
    if wait := max(by_name if name else timedelta(), by_address if address else timedelta()):
        attempt.delete()
        raise TooManyAttempts(wait)
    return attempt


def count_in_a_day(what: str, *, name: str, limit: int) -> SignInAttempt:
    """The same over a day, by a name alone: slow and steady, a window's count would never be full."""
    attempt = SignInAttempt.objects.create(at=clock.system(), name_mark=_mark("day", what, name))
    if wait := _wait_for(attempt, limit, DAY, name_mark=attempt.name_mark):
        attempt.delete()
        raise TooManyAttempts(wait)
    return attempt


def forgive(attempt: SignInAttempt) -> None:
    """The password was right: what went before for this name was its owner's mistyping."""
    SignInAttempt.objects.filter(name_mark=attempt.name_mark).delete()


def forget_old() -> None:
    """What counts for a day is a name alone: nothing leads from it to where somebody sat."""
    now = clock.system()
    of_a_window = SignInAttempt.objects.filter(at__lt=now - WINDOW)
    of_a_window.exclude(address_mark="", at__gte=now - DAY).delete()


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
        _wait_for(attempt, settings.SIGN_IN_TRIES_BY_NAME, WINDOW, name_mark=attempt.name_mark),
        _wait_for(attempt, settings.SIGN_IN_TRIES_BY_ADDRESS, WINDOW, address_mark=attempt.address_mark),
    )


def _wait_for(attempt: SignInAttempt, limit: int, window: timedelta, **mark: str) -> timedelta:
    earlier = SignInAttempt.objects.filter(at__gt=attempt.at - window, **mark).exclude(pk=attempt.pk)
    blocking = earlier.order_by("-at")[limit - 1 : limit].first()
    return blocking.at + window - attempt.at if blocking else timedelta()
