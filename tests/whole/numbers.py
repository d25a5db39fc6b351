"""Rows whose numbers stand in an address, made beside rows that the database numbers by itself."""

from __future__ import annotations

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model


def count_on(*models: type[Model]) -> None:
    """Let the database number the next rows after those made with a number given.

    PostgreSQL's sequences do not notice a number that was given, and would hand out the same one again.
    """
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
