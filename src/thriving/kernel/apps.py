from typing import Any

from django.apps import AppConfig
from django.core.checks import register
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from thriving.kernel import gate, triggers


class KernelConfig(AppConfig):
    name = "thriving.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        pre_migrate.connect(stand_aside, sender=self)
        post_migrate.connect(make_guards, sender=self)
        register(gate.every_gate_is_filled)


def stand_aside(*, plan: list[Any], using: str, **_told: Any) -> None:
    # SQLite cannot drop a column that a trigger names.
    if plan and connections[using].vendor == "sqlite":
        triggers.lift(using)


def make_guards(*, using: str, **_told: Any) -> None:
    triggers.make(using)
