"""Put constraints and indexes of first migrations into the tables that they are of.

Django writes them as operations of their own. Each renders all related models anew, and on SQLite remakes its
table: a new database took twice as long. To run after `manage.py makemigrations` made a first migration.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import django
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.writer import MigrationWriter

SOURCES = Path(__file__).parent.parent / "src" / "thriving"
Folded = AddConstraint | AddIndex


def folded(operations: Sequence[Operation]) -> list[Operation]:
    """A table that gets fields only later keeps what is added to it after them."""
    later = {each.model_name_lower for each in operations if isinstance(each, AddField)}
    created = {each.name_lower for each in operations if isinstance(each, CreateModel)} - later
    into: dict[str, list[Folded]] = {name: [] for name in created}
    kept: list[Operation] = []
    for each in operations:
        if isinstance(each, AddConstraint | AddIndex) and each.model_name_lower in created:
            into[each.model_name_lower].append(each)
        else:
            kept.append(each)
    return [
        _with(each, into.get(each.name_lower, ())) if isinstance(each, CreateModel) else each for each in kept
    ]


def _with(table: CreateModel, added: Iterable[Folded]) -> CreateModel:
    options = {name: list(table.options.get(name, ())) for name in ("indexes", "constraints")}
    for each in added:
        if isinstance(each, AddIndex):
            options["indexes"].append(each.index)
        else:
            options["constraints"].append(each.constraint)
    said = {**table.options, **{name: value for name, value in options.items() if value}}
    return CreateModel(table.name, table.fields, options=said, bases=table.bases, managers=table.managers)


def ours() -> list[Migration]:
    loader = MigrationLoader(None)
    return [
        each
        for each in loader.disk_migrations.values()
        if each.initial and _file(each).is_relative_to(SOURCES)
    ]


def _file(migration: Migration) -> Path:
    return Path(MigrationWriter(migration).path)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thriving.web.settings")
    django.setup()
    for migration in ours():
        operations = folded(migration.operations)
        if len(operations) < len(migration.operations):
            anew = type("Migration", (type(migration),), {"operations": operations})
            said = MigrationWriter(anew(migration.name, migration.app_label)).as_string()
            _file(migration).write_text(said, encoding="utf-8")
            print(f"{migration.app_label}: {len(migration.operations)} operations are {len(operations)} now.")


if __name__ == "__main__":
    main()
