"""Passkeys (WebAuthn): the browser signs a challenge with a key that never leaves the phone or the stick."""

from __future__ import annotations

import json
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.http import urlsafe_base64_decode
from django.utils.translation import gettext as _

from thriving.kernel import clock
from thriving.movement.accounts.factors import Kind
from thriving.movement.models import Person

COUNTER = "counter"


class PasskeyRefused(Exception):
    """One sentence for every reason: which one it was helps only whoever is not the owner."""

    def __init__(self) -> None:
        super().__init__(_("This passkey was not accepted. Try again, or use another way."))


def _engine() -> Any:
    """Allauth's, at its first use: with what it stands on, it would cost every start a tenth of a second."""
    from allauth.mfa.webauthn.internal import auth  # noqa: PLC0415 -- the same

    return auth


def ask_for_new(person: Person) -> str:
    """What the browser is asked for; the challenge in it waits in the session."""
    return json.dumps(_plain(_engine().begin_registration(person, passwordless=True)))


def add(request: HttpRequest, person: Person, name: str, credential: str) -> Authenticator:
    answer = _read(credential)
    try:
        data = _engine().complete_registration(answer)
    except (ValidationError, ValueError, TypeError, KeyError) as wrong:
        raise PasskeyRefused from wrong
    finally:
        request.session.pop(_engine().STATE_SESSION_KEY, None)
    if not data.is_user_verified():
        raise PasskeyRefused
    added: Authenticator = _engine().WebAuthn.add(person, name, answer).instance
    added.data[COUNTER] = data.counter
    added.save()
    return added


def ask(person: Person | None = None) -> str:
    """For this person's passkeys; without one, for whichever the browser has for this site."""
    return json.dumps(_plain(_engine().begin_authentication(person)))


def take(request: HttpRequest, credential: str, person: Person | None = None) -> Person:
    """Whose passkey signed the challenge that this session was given; each challenge gets one answer."""
    try:
        answer = _read(credential)
        owner = person or _owner(answer)
        used = _engine().complete_authentication(owner, answer)
        _count(used, answer)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise PasskeyRefused from wrong
    finally:
        request.session.pop(_engine().STATE_SESSION_KEY, None)
    return owner


def _read(credential: str) -> dict[str, Any]:
    try:
        answer = json.loads(credential)
    except ValueError as wrong:
        raise PasskeyRefused from wrong
    if not isinstance(answer, dict):
        raise PasskeyRefused
    return answer


def _owner(answer: dict[str, Any]) -> Person:
    handle = urlsafe_base64_decode(answer["response"]["userHandle"]).decode()
    owner = Person.objects.filter(key=handle, is_active=True).first()
    if owner is None:
        raise PasskeyRefused
    return owner


@transaction.atomic
def _count(used: Authenticator, answer: dict[str, Any]) -> None:
    """A counter that does not grow means that somebody made a copy of the key. Many keys never count: 0."""
    signed = _engine().parse_authentication_response(answer).response.authenticator_data.counter
    kept = Authenticator.objects.select_for_update().get(pk=used.pk, type=Kind.WEBAUTHN)
    before = kept.data.get(COUNTER, 0)
    if signed <= before and (signed or before):
        raise PasskeyRefused
    kept.data[COUNTER] = signed
    kept.last_used_at = clock.system()
    kept.save()


def _plain(options: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = options["publicKey"]
    return plain
