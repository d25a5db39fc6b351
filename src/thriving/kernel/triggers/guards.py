from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Guard:
    """What may still happen to a row of a table once it is written: nothing, or one of two things."""

    table: str
    stamp: tuple[str, ...] = ()  # columns that are filled once, all together
    erase: tuple[str, ...] = ()  # columns that are emptied for good, all together

    @property
    def refusal(self) -> str:
        return f"{self.table} keeps what was written in it"

    @property
    def open_columns(self) -> tuple[str, ...]:
        return (*self.stamp, *self.erase)

    def allowed(self) -> str:
        """The condition under which ``open_columns`` may change, in the SQL of both databases."""
        filled = [f'OLD."{column}" IS NULL AND NEW."{column}" IS NOT NULL' for column in self.stamp]
        return " AND ".join([*filled, *(f'NEW."{column}" IS NULL' for column in self.erase)])
