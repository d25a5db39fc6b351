"""Many rows as one text, made by the database: thousands cost a millisecond, for none becomes an object.

Initiative.objects.aggregate(told=Joined("key", Value(",")))["told"]
"""

from __future__ import annotations

from typing import Any

from django.db.models import Aggregate, TextField


class Joined(Aggregate):
    """A text of each row, and what stands between two; ``None`` where there is no row. In any order."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **words: Any) -> Any:
        return self.as_sql(compiler, connection, function="STRING_AGG", **words)
