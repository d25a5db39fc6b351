"""The fields of a part as its declaration says: reading, writing and comparing all go by these."""

from __future__ import annotations

from dataclasses import MISSING, Field, dataclass, fields
from functools import cache
from types import UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints


@dataclass(frozen=True)
class Slot:
    name: str
    written: str  # what it is called in the file
    type: Any  # without what may be absent
    marks: frozenset[str]
    default: Any  # MISSING where it must be given

    @property
    def tables(self) -> bool:
        return "tables" in self.marks

    @property
    def promised(self) -> bool:
        return "promised" in self.marks

    def left_out(self, part: Any) -> bool:
        """What is as it would be anyway is not written."""
        always = "always" in self.marks or getattr(part, "WHOLE", False)
        return not always and bool(getattr(part, self.name) == self.default)


def slots(part: Any) -> tuple[Slot, ...]:
    """Those of a part's class, in the order in which they are written."""
    return _declared(part)


@cache
def _declared(part: Any) -> tuple[Slot, ...]:
    types = get_type_hints(part, include_extras=True)
    return tuple(_slot(each, types[each.name]) for each in fields(part))


def _slot(each: Field[Any], declared: Any) -> Slot:
    marks = frozenset(declared.__metadata__) if get_origin(declared) is Annotated else frozenset()
    kind = _present(get_args(declared)[0] if marks else declared)
    default = each.default if each.default_factory is MISSING else each.default_factory()
    written = get_args(kind)[0].TABLE if "tables" in marks else each.name
    return Slot(each.name, written, kind, marks, default)


def _present(declared: Any) -> Any:
    """``date | None`` is a ``date`` where it is given."""
    if get_origin(declared) is not UnionType:
        return declared
    return next(each for each in get_args(declared) if each is not type(None))
