"""Rows as lines of JSON that neither database would write differently."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import BinaryField, Field, Model
from django.utils.duration import duration_iso_string

from thriving.kernel.models import Heartbeat
from thriving.kernel.sealed import Sealed, SealedField

# Who is signed in, and which worker is alive, must not come back from the past.
LEFT_OUT: frozenset[type[Model]] = frozenset({Session, Heartbeat})


def models() -> list[type[Model]]:
    """Every model with a table of its own, by table name."""
    found = apps.get_models(include_auto_created=True)
    kept = [
        model for model in found if model._meta.managed and not model._meta.proxy and model not in LEFT_OUT
    ]
    return sorted(kept, key=lambda model: model._meta.db_table)


def fields_of(model: type[Model]) -> list[Field[Any, Any]]:
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def applied_migrations() -> list[str]:
    rows = MigrationRecorder.Migration.objects.values_list("app", "name")
    return sorted(f"{app}.{name}" for app, name in rows)


def line(values: Sequence[object]) -> bytes:
    return (
        json.dumps([_plain(value) for value in values], separators=(",", ":"), sort_keys=True).encode()
        + b"\n"
    )


def record(model: type[Model], fields: Sequence[Field[Any, Any]], text: bytes) -> Model:
    """The unsaved record that a line tells of."""
    values = json.loads(text)
    told = zip(fields, values, strict=True)
    return model(**{field.attname: _value(field, value) for field, value in told})


def _plain(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, bytes | memoryview):
        return b64encode(bytes(value)).decode()
    return value


def _value(field: Field[Any, Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(field, SealedField):
        return Sealed(value)  # as it was: a backup neither opens nor seals
    return b64decode(value) if isinstance(field, BinaryField) else field.to_python(value)
