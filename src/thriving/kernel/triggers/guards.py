from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Guard:
    """What may still happen to a row of a table once it is written: nothing, or one of three things."""

    table: str
    stamp: tuple[str, ...] = ()  # columns that are filled once, all together
    erase: tuple[str, ...] = ()  # columns that are emptied for good, all together
    move: tuple[str, ...] = ()  # columns that follow a record's life, as often as it takes

    @property
    def refusal(self) -> str:
        return f"{self.table} keeps what was written in it"

    @property
    def open_columns(self) -> tuple[str, ...]:
        return (*self.stamp, *self.erase, *self.move)

    def allowed(self) -> str:
        """The condition under which ``open_columns`` may change, in the SQL of both databases."""
        filled = [f'OLD."{column}" IS NULL AND NEW."{column}" IS NOT NULL' for column in self.stamp]
        emptied = [f'NEW."{column}" IS NULL' for column in self.erase]
        return " AND ".join([*filled, *emptied]) or "1 = 1"
