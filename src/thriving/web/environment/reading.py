"""How the text of an environment variable is read: what cannot be used is refused with what to set."""

from __future__ import annotations

import os
import re
import tomllib
from base64 import urlsafe_b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")

KEY_BYTES = 32  # AES-256
_CLOCK = re.compile(r"s[1-4]\.(acknowledge|decide|commander|contact|brief|report|review)")
_SPAN = re.compile(r"none|[1-9]\d{0,3}[mhdb]")
_KEY_NAME = re.compile(r"[A-Za-z0-9_-]{1,32}")
OWN_MACHINE = ("localhost", "127.0.0.1", "[::1]")  # as a Host header names it


@dataclass(frozen=True)
class Variable(Generic[T]):
    """One environment variable. ``default`` is text, as it would stand in the environment."""

    name: str
    meaning: str
    parse: Callable[[str], T]
    default: str | Callable[[], str] = ""
    shown_default: str = ""  # for the reference, where the default depends on the machine
    secret: bool = False

    def read(self, environment: Mapping[str, str] | None = None) -> T:
        text = (os.environ if environment is None else environment).get(self.name) or self._default()
        try:
            return self.parse(text)
        except ValueError as error:
            raise ImproperlyConfigured(f"{self.name} {error}") from error

    def _default(self) -> str:
        return self.default if isinstance(self.default, str) else self.default()


def text(value: str) -> str:
    return value


def switch(value: str) -> bool:
    if value not in {"", "0", "1"}:
        raise ValueError("must be 1 or 0.")
    return value == "1"


def words(value: str) -> list[str]:
    """A list with commas between."""
    return [word.strip() for word in value.split(",") if word.strip()]


def whole_number(least: int, most: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
            raise ValueError(f"must be a whole number from {least} to {most}.")
        return int(value)

    return parse


def origins(value: str) -> list[str]:
    for origin in (found := words(value)):
        parts = urlsplit(origin)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
            raise ValueError(f"must list addresses such as https://thriving.example.org; “{origin}” is none.")
    return found


def database(value: str) -> dict[str, object]:
    """Django's settings for ``sqlite:///path`` or ``postgresql://user:password@host:port/name``."""
    parts = urlsplit(value)
    if parts.scheme == "sqlite" and parts.path:
        return _sqlite(unquote(parts.path[1:]))
    if parts.scheme in {"postgresql", "postgres"} and len(parts.path) > 1:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            # Counting many measures in one statement looks costly to the planner, and compiling it
            # takes four times as long as running it.
            "OPTIONS": {"options": "-c jit=off"},
        }
    raise ValueError(
        "must be like sqlite:////folder/file.sqlite3 or postgresql://user:password@host:5432/name."
    )


def _sqlite(path: str) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # A transaction that begins as a writer waits its turn; one that becomes a writer later
            # is refused at once ("database is locked"), however long the timeout.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # recursive_triggers: INSERT OR REPLACE deletes rows, and guards must see that.
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
            "PRAGMA foreign_keys=ON;PRAGMA recursive_triggers=ON;",
        },
    }


def mail(value: str) -> dict[str, object]:
    """Django's mail settings for ``smtp://user:password@host:587`` (STARTTLS) or ``smtps://…`` (TLS)."""
    if not value:
        return {}
    parts = urlsplit(value)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("must be like smtp://user:password@mail.example.org:587, or smtps://… for TLS.")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.hostname not in OWN_MACHINE,
        "EMAIL_TIMEOUT": 20,
    }


def address(value: str) -> str:
    if value.count("@") != 1 or not value.isprintable() or " " in value:
        raise ValueError("must be a mail address.")
    return value


def addresses(value: str) -> list[str]:
    return [address(word) for word in words(value)]


def wiki(value: str) -> str:
    """Over HTTPS: the wiki's word signs people in. A stand-in on this machine may speak plain HTTP."""
    parts = urlsplit(value)
    if not parts.hostname or (parts.scheme != "https" and parts.hostname not in OWN_MACHINE):
        raise ValueError("must be an address such as https://meta.wikimedia.org/w/rest.php.")
    return value.rstrip("/")


def memory(value: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]{0,4}(MB|GB)", value):
        raise ValueError("must be a size such as 800MB or 2GB.")
    return value


def ages(value: str) -> tuple[int, ...]:
    found = tuple(whole_number(1, 99)(word) for word in words(value))
    if list(found) != sorted(set(found)) or 18 not in found:  # noqa: PLR2004 -- when childhood ends
        raise ValueError("must list ages from the youngest to the oldest, 18 among them.")
    return found


def one_of(value: str, *allowed: str) -> str:
    if value not in allowed:
        raise ValueError(f"must be one of {', '.join(allowed)}.")
    return value


def clocks(value: str) -> dict[str, str]:
    """How long things may take by their names, such as ``s1.acknowledge=15m``, with commas between."""
    found = dict(map(_clock, words(value)))
    return {name: span for name, span in found.items() if name}


def _clock(word: str) -> tuple[str, str]:
    name, _equals, span = (part.strip() for part in word.partition("="))
    if not _CLOCK.fullmatch(name) or not _SPAN.fullmatch(span):
        raise ValueError(
            f"must list clocks such as s1.acknowledge=15m or s4.report=none (m, h, d or b); “{word}” is none."
        )
    return name, span


def said_by_language(value: str) -> dict[str, str]:
    """One text, taken to be English, or a table in TOML: ``{en = "…", es = "…"}``."""
    if not value.startswith("{"):
        return {"en": value} if value else {}
    try:
        found = tomllib.loads(f"said = {value}")["said"]
    except tomllib.TOMLDecodeError as error:
        raise ValueError('must be a text, or a table such as {en = "…", es = "…"}.') from error
    return {str(code): str(text) for code, text in found.items()}


def sealing_keys(value: str) -> dict[str, bytes]:
    """Keys of 32 bytes in base64, each behind its name and a colon; the first one seals, all open."""
    found = [word.partition(":") for word in words(value)]
    names = [name for name, _colon, _key in found]
    if not names or len(set(names)) < len(names) or not all(map(_KEY_NAME.fullmatch, names)):
        raise ValueError("must list keys, each as a short name of its own, a colon and the key.")
    return {name: _key(name, key) for name, _colon, key in found}


def _key(name: str, said: str) -> bytes:
    try:
        key = urlsafe_b64decode(said + "=" * (-len(said) % 4))
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        # Never the key itself: what is refused here is shown and logged.
        raise ValueError(f"has a key “{name}” that is not 32 bytes in base64.")
    return key
