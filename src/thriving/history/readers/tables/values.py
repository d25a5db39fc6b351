"""What is written in a field as a value of SQL, null where it cannot be read; and in words why not."""

from __future__ import annotations

from thriving.history.engines.embedded import text
from thriving.history.readers.tables.forms import Field, Kind
from thriving.history.wikis import NAME

_ITEM = r"[Qq]?[1-9]\d*"
# A day without its time could be any moment of it, so it is not a moment.
_MOMENT = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?"
_COMPACT, _COMPACT_FORMAT = r"\d{14}", "%Y%m%d%H%M%S"
_SEPARATOR = r"\s*[,|]\s*"


def value(field: Field) -> str:
    """Over a column of texts of the field's name, where an empty field is null."""
    return _VALUES[field.kind].format(f'trim("{field.name}")')


def fault(field: Field) -> str:
    """The branches of a CASE that say what is wrong, over the field's text and its value ``"=name"``."""
    name = field.name
    missing = f"WHEN \"{name}\" IS NULL THEN '{name} is missing' " if field.is_filled else ""
    return f"{missing}WHEN {_is_faulty(field)} THEN '{name} cannot be read'"


def faulty(field: Field) -> str:
    """The branch of a CASE that says what stands where a value should."""
    return f'WHEN {_is_faulty(field)} THEN left("{field.name}", 80)'


def _is_faulty(field: Field) -> str:
    return f'"{field.name}" IS NOT NULL AND "={field.name}" IS NULL'


def _matching(pattern: str, expression: str) -> str:
    return f"CASE WHEN regexp_full_match({{0}}, {_literal(pattern)}) THEN {expression} END"


def _literal(pattern: str) -> str:
    return text(pattern).replace("{", "{{").replace("}", "}}")


def _listed(pattern: str, each: str) -> str:
    """All of the list, or null where one of it cannot be read."""
    found = f"list_filter(string_split_regex({{0}}, {_literal(_SEPARATOR)}), lambda one: one <> '')"
    read = f"CASE WHEN regexp_full_match(one, {_literal(pattern)}) THEN {each} END"
    values = f"list_transform({found}, lambda one: {read})"
    return f"CASE WHEN len({values}) = list_count({values}) THEN {values} END"


_VALUES = {
    Kind.TEXT: "nullif({0}, '')",
    Kind.TEXTS: _listed(".*", "one"),
    # "7.0" is what tools write that know no whole numbers beside empty fields.
    Kind.NUMBER: _matching(r"-?\d+(\.0+)?", "TRY_CAST(split_part({0}, '.', 1) AS BIGINT)"),
    Kind.TRUTH: "CASE WHEN lower({0}) IN ('true', '1') THEN true "
    "WHEN lower({0}) IN ('false', '0') THEN false END",
    Kind.MOMENT: (
        f"CASE WHEN regexp_full_match({{0}}, {_literal(_MOMENT)}) "
        "THEN TRY_CAST(replace({0}, ',', '.') AS TIMESTAMPTZ) AT TIME ZONE 'UTC' "
        f"WHEN regexp_full_match({{0}}, {_literal(_COMPACT)}) "
        f"THEN try_strptime({{0}}, '{_COMPACT_FORMAT}') END"
    ),
    Kind.WIKI: _matching(NAME, "{0}"),
    Kind.WIKIS: _listed(NAME, "one"),
    Kind.ITEM: _matching(_ITEM, "'Q' || ltrim({0}, 'Qq')"),
    Kind.ITEMS: _listed(_ITEM, "'Q' || ltrim(one, 'Qq')"),
    Kind.MAKER: _matching("self|system|peer", "{0}"),
}
