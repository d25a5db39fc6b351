"""Text that whoever steals the database, a backup or the disk cannot read: sealed field by field.

AES-256-GCM. The keys are a setting and never in the database. Each sealed text belongs to its table, its
column and the primary key of its row: put anywhere else, it does not open.
"""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import models
from django.db.models import Model
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext as _

NONCE_BYTES = 12  # as AES-GCM wants it: random, so that one key seals well below 2**32 texts
_AT_ONCE = 500


class DoesNotOpen(Exception):
    """The message is a sentence. It names the place and the key, never a word of the text."""


class NotSealed(TypeError):
    """Plain text was about to be written, or looked for, where sealed text stands."""


class Sealed(str):
    """What stands in the database: the name of the key, a dot, then nonce and ciphertext in base64."""

    __slots__ = ()

    @property
    def key_name(self) -> str:
        return self.partition(".")[0]

    @property
    def content(self) -> bytes:
        return urlsafe_b64decode(self.partition(".")[2])


@dataclass(frozen=True)
class Place:
    """Where a sealed text stands, and the only place where it opens."""

    table: str
    column: str
    primary_key: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column} of {self.primary_key}"

    @property
    def bound(self) -> bytes:
        # As a JSON list: no two different places can run together into the same bytes.
        return json.dumps([self.table, self.column, self.primary_key]).encode()


def newest_key() -> str:
    """The name of the key that seals; older ones only open."""
    return next(iter(settings.SEALING_KEYS))


def seal(text: str, place: Place) -> Sealed:
    name, nonce = newest_key(), secrets.token_bytes(NONCE_BYTES)
    content = nonce + _cipher(name).encrypt(nonce, text.encode(), place.bound)
    return Sealed(f"{name}.{urlsafe_b64encode(content).decode()}")


def unseal(sealed: Sealed, place: Place) -> str:
    if sealed.key_name not in settings.SEALING_KEYS:
        named = {"place": place, "key": sealed.key_name}
        raise DoesNotOpen(_("%(place)s does not open: the key “%(key)s” is missing.") % named)
    try:
        nonce, content = sealed.content[:NONCE_BYTES], sealed.content[NONCE_BYTES:]
        return _cipher(sealed.key_name).decrypt(nonce, content, place.bound).decode()
    except (InvalidTag, ValueError) as error:
        told = _("%(place)s does not open: it was changed, or sealed for another place.") % {"place": place}
        raise DoesNotOpen(told) from error


def _cipher(name: str) -> AESGCM:
    return AESGCM(settings.SEALING_KEYS[name])


class _Opened(DeferredAttribute):
    """Opens the text when it is read from a record: a list that never shows it never opens it."""

    def __get__(self, record: Model | None, owner: Any = None) -> Any:
        if record is None:
            return self
        value = super().__get__(record, owner)
        place = cast("SealedField", self.field).place
        return unseal(value, place(record)) if isinstance(value, Sealed) else value

    def __set__(self, record: Model, value: str) -> None:
        record.__dict__[self.field.attname] = value


if TYPE_CHECKING:
    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField  # it takes no types while Django runs


class SealedField(_TextField):
    """A column of sealed text. It is written by saving its record, and found by nothing that it says.

    Empty text stays empty: that something is said there is no secret, nor about how long it is.
    """

    descriptor_class = _Opened

    def place(self, record: Model) -> Place:
        return self.place_of(record.pk)

    def place_of(self, primary_key: Any) -> Place:
        if primary_key is None:
            raise NotSealed(f"{self.model.__name__} needs its primary key before {self.name} can be sealed")
        return Place(self.model._meta.db_table, str(self.column), str(primary_key))

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> str:
        return Sealed(value) if value else ""

    def pre_save(self, model_instance: Model, add: bool) -> str:  # noqa: ARG002, FBT001 -- Django's signature
        value = model_instance.__dict__.get(self.attname) or ""
        return value if isinstance(value, Sealed) or not value else seal(value, self.place(model_instance))

    def get_prep_value(self, value: Any) -> str:
        if value and not isinstance(value, Sealed):
            raise NotSealed(f"{self.name} is sealed: set it on the record, then save the record")
        return str(value or "")

    def check(self, **options: Any) -> list[CheckMessage]:
        return [*super().check(**options), *self._check_primary_key()]

    def _check_primary_key(self) -> Iterator[CheckMessage]:
        if isinstance(self.model._meta.pk, models.AutoField):
            said = f"{self} is sealed for one primary key, which the database would choose too late."
            yield Error(said, hint="Let the record choose its own, as with a random key.", id="kernel.E002")


def sealed_fields() -> list[SealedField]:
    """Every sealed column there is, by its table."""
    found = (field for model in apps.get_models() for field in model._meta.local_concrete_fields)
    return sorted(
        (field for field in found if isinstance(field, SealedField)),
        key=lambda field: (field.model._meta.db_table, str(field.column)),
    )


def reseal() -> int:
    """Seal with the newest key all that an older one sealed; how many texts. Safe to stop and run again."""
    return sum(_reseal(field, *row) for field in sealed_fields() for row in _texts(field))


def mismatches() -> Iterator[str]:
    """A sentence for each text that does not open where it stands."""
    for field in sealed_fields():
        for primary_key, text in _texts(field):
            try:
                unseal(text, field.place_of(primary_key))
            except DoesNotOpen as refusal:
                yield str(refusal)


def _texts(field: SealedField) -> Iterator[tuple[Any, Sealed]]:
    rows = field.model._base_manager.exclude(**{field.name: ""}).order_by("pk")
    yield from rows.values_list("pk", field.name).iterator(_AT_ONCE)


def _reseal(field: SealedField, primary_key: Any, text: Sealed) -> int:
    if text.key_name == newest_key():
        return 0
    place = field.place_of(primary_key)
    # Compare and set: whoever wrote it anew meanwhile has sealed it with the newest key.
    same = field.model._base_manager.filter(pk=primary_key, **{field.name: text})
    return same.update(**{field.name: seal(unseal(text, place), place)})
