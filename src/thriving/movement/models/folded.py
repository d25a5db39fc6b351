from __future__ import annotations

from typing import Any

from django.db import models

from thriving.movement import spelling


class FoldedField(models.CharField[str, str]):
    """Words without case and marks, ordered by their code points on every database.

    PostgreSQL would order, and compare ranges, as its own language does; SQLite orders so by itself.
    """

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        parameters: dict[str, Any] = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class SortedAs(FoldedField):
    """What another field is sorted by: written with the row, however it is saved."""

    def __init__(self, *arguments: Any, of: str, **options: Any) -> None:
        self.of = of
        super().__init__(*arguments, **{"editable": False, "blank": True, **options})

    def deconstruct(self) -> Any:
        name, path, arguments, options = super().deconstruct()
        return name, path, arguments, {**options, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002, FBT001 -- Django's signature
        folded = spelling.folded(getattr(model_instance, self.of))[: self.max_length]
        setattr(model_instance, self.attname, folded)
        return folded
