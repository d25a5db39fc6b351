"""How somebody showed in this session who they are, and when each way was last used.

A sign-in lives for days; what harms most wants a proof that is minutes old. Counted by the true time.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest

from thriving.kernel import clock

IN_SESSION = "proofs"


class Proof(StrEnum):
    PASSWORD = "password"  # noqa: S105 -- the name of a way, not a password
    CODE = "code"  # of an authenticator app
    PASSKEY = "passkey"
    RECOVERY_CODE = "recovery_code"
    WIKI = "wiki"  # another site's word
    ONLY_WIKI = "only_wiki"  # the same, of somebody who has no other way to prove anything


SECOND_STEPS = frozenset({Proof.CODE, Proof.PASSKEY, Proof.RECOVERY_CODE})
# A recovery code lets its owner in again; it was on paper, so it proves nothing more.
FRESHENING = frozenset({Proof.PASSWORD, Proof.CODE, Proof.PASSKEY, Proof.ONLY_WIKI})


def note(request: HttpRequest, *ways: Proof, earlier: Mapping[Proof, float] | None = None) -> None:
    """Those used just now, and ``earlier`` ones with the time at which they were."""
    before = {str(way): at for way, at in (earlier or {}).items()}
    now = clock.system().timestamp()
    request.session[IN_SESSION] = {**_noted(request), **before, **{str(way): now for way in ways}}


def is_fresh(request: HttpRequest) -> bool:
    since = clock.system().timestamp() - settings.PROOF_LASTS.total_seconds()
    return any(way in FRESHENING and at >= since for way, at in _noted(request).items())


def took_second_step(request: HttpRequest) -> bool:
    return not SECOND_STEPS.isdisjoint(_noted(request))


def forget_second_step(request: HttpRequest) -> None:
    kept = {way: at for way, at in _noted(request).items() if way not in SECOND_STEPS}
    request.session[IN_SESSION] = kept


def _noted(request: HttpRequest) -> dict[str, float]:
    noted: dict[str, float] = request.session.get(IN_SESSION, {})
    return noted
