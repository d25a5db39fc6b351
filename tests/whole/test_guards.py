"""What was written stays written, in every table that promises it, also after a migration."""

from __future__ import annotations

from copy import copy
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import IntegrityError, connection, models, transaction

from thriving.evidence.models import Fact
from thriving.kernel import triggers

pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2020, 4, 15, 12, tzinfo=UTC)
MODELS = {model._meta.db_table: model for model in apps.get_models()}


def alter_a_column(table: str) -> None:
    """As a migration would, which makes Django rebuild the table on SQLite; and back again."""
    model = MODELS[table]
    others = [field for field in model._meta.fields if not field.primary_key]
    before = next((field for field in others if not field.is_relation), others[-1])
    after = copy(before)
    after.null = not before.null
    for old, new in ((before, after), (after, before)):
        with connection.schema_editor() as editor:
            editor.alter_field(model, old, new)


@pytest.mark.parametrize("table", triggers.guards)
def test_a_guard_stands_again_after_a_migration(table: str) -> None:
    alter_a_column(table)
    assert (table in triggers.missing()) is (connection.vendor == "sqlite")
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert triggers.missing() == []


@pytest.fixture
def fact() -> models.QuerySet[Fact]:
    Fact.objects.create(
        number=1,
        kind="position.filled",
        subject="liaison",
        natural_key="liaison",
        occurred_on=date(2020, 4, 1),
        recorded_at=NOON,
        visibility="public",
        origin="record",
    )
    alter_a_column("evidence_fact")
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    return Fact.objects.filter(number=1)


@pytest.mark.parametrize(
    "change",
    [
        {"value": 2},
        {"superseded_at": NOON},
        {"superseded_at": NOON, "superseded_number": 2, "value": 2},
        {"superseded_at": NOON, "superseded_number": 2, "recorded_at": NOON.replace(hour=13)},
        {"dimensions": {"region": "esap"}},
    ],
)
def test_a_fact_is_not_changed(fact: models.QuerySet[Fact], change: dict[str, object]) -> None:
    with pytest.raises(IntegrityError, match="evidence_fact keeps"), transaction.atomic():
        fact.update(**change)


def test_a_fact_is_not_deleted(fact: models.QuerySet[Fact]) -> None:
    with pytest.raises(IntegrityError, match="evidence_fact keeps"), transaction.atomic():
        fact.delete()


def test_a_fact_is_superseded_once(fact: models.QuerySet[Fact]) -> None:
    fact.update(superseded_at=NOON, superseded_number=2)
    with pytest.raises(IntegrityError, match="evidence_fact keeps"), transaction.atomic():
        fact.update(superseded_at=NOON, superseded_number=3)
