from __future__ import annotations

from typing import Any

from django.db import models


class FoldedField(models.CharField[str, str]):
    """Words without case and marks, ordered by their code points on every database.

    PostgreSQL would order, and compare ranges, as its own language does; SQLite orders so by itself.
    """

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        parameters: dict[str, Any] = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
