"""Private links: who asks without an account holds a secret, of which only a keyed hash is kept."""

from __future__ import annotations

import re
import secrets

from django.utils.crypto import salted_hmac

from thriving.programs.asking.models import Question

_BYTES = 24  # 192 bits
_SHAPE = re.compile(r"[A-Za-z0-9_-]{32}")


def new() -> str:
    return secrets.token_urlsafe(_BYTES)


def mark_of(secret: str) -> str:
    return salted_hmac("thriving.programs.asking.private", secret, algorithm="sha256").hexdigest()


def question_of(secret: str) -> Question | None:
    if not _SHAPE.fullmatch(secret):
        return None
    return Question.objects.filter(secret_mark=mark_of(secret)).first()
