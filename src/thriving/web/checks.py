"""What makes a production unsafe, each in a sentence that says what to set."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

from thriving.web import environment

_SHORTEST_KEY = 50
_FEWEST_DIFFERENT = 10  # letters in a key that somebody typed by hand


@register(Tags.security, deploy=True)
def production_is_safe(**_options: Any) -> list[CheckMessage]:
    return [Error(sentence, id=f"thriving.E{number:03}") for number, sentence in enumerate(unsafe(), 1)]


def refuse_unsafe() -> None:
    """Stop a production from starting with a setting that is not safe."""
    if settings.PRODUCTION and (sentences := list(unsafe())):
        raise ImproperlyConfigured(" ".join(sentences))


def unsafe() -> Iterator[str]:
    if settings.DEBUG:
        yield "Unset THRIVING_DEBUG: it shows strangers the insides of the server."
    if _is_weak(settings.SECRET_KEY):
        yield (
            "Set THRIVING_SECRET_KEY to at least 50 random characters, such as those that this prints: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    if _known_keys() & set(settings.SEALING_KEYS.values()):
        yield (
            "Set THRIVING_SEALING_KEYS to a key of your own, such as the one that this prints: "
            "python3 -c 'import secrets; print(\"first:\" + secrets.token_urlsafe(32))'"
        )
    if not set(settings.ALLOWED_HOSTS) - set(environment.OWN_MACHINE) or "*" in settings.ALLOWED_HOSTS:
        yield "Set THRIVING_HOSTS to the names by which people reach the site, such as thriving.example.org."
    if settings.SECOND_STEP == "none":
        yield "Unset THRIVING_SECOND_STEP: whoever learns an operator’s password could do all that they may."
    if bool(settings.WIKI_CLIENT) != bool(settings.WIKI_SECRET):
        yield "Set both THRIVING_WIKI_CLIENT and THRIVING_WIKI_SECRET, or neither: one alone is of no use."
    if not settings.WIKI.startswith("https://"):
        yield "Set THRIVING_WIKI to an address with https: whoever it names is signed in."
    if not settings.PROXIES:
        yield (
            "Set THRIVING_PROXIES to how many HTTPS proxies stand in front of Thriving, usually 1: "
            "sign-ins are kept over HTTPS only, and Thriving itself speaks plain HTTP."
        )


def _is_weak(key: str) -> bool:
    known = key == environment.SECRET_KEY.default
    return known or len(key) < _SHORTEST_KEY or len(set(key)) < _FEWEST_DIFFERENT


def _known_keys() -> set[bytes]:
    """Those that anybody can read in the code."""
    return set(environment.SEALING_KEYS.read({}).values())
