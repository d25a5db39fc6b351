r"""How the dump writes a value, undone in SQL. Source: MediawikiEvent in wikimedia/analytics-refinery-source.

Null, the empty text and the empty array are all an empty field. In a text, tab, newline and carriage return
are written ``\t``, ``\n``, ``\r``; a backslash itself is not escaped, so ``\t`` that somebody typed reads as
a tab: the dump does not tell them apart. In an array a comma is ``\,``. There are no quotes.
"""

from __future__ import annotations

from thriving.history.columns import MOMENT, NUMBER, TEXT, TEXTS, TRUTH, Column

MOMENT_FORMAT = "%Y-%m-%d %H:%M:%S.0"

_TRUTHS = "ENUM('true', 'false')"
_UNREAD = "VARCHAR"
_NEVER_ESCAPED = frozenset(
    {"wiki_db", "event_entity", "event_type", "revision_text_sha1", "revision_content_model"}
)


def type_read(column: Column, *, wanted: bool) -> str:
    """What the parser makes of a field: a field of another shape is refused there, with its line.

    Enumerations, since the parser's own reading of a truth would also take ``t``, ``1`` and ``yes``. A column
    that nobody wants is not converted, but its shape is still checked where that is free.
    """
    if column.type is TRUTH:
        return _TRUTHS
    return column.type.value if column.type in (NUMBER, MOMENT) and wanted else _UNREAD


def decoded(column: Column) -> str:
    """The expression for a column's value."""
    name = f'"{column.name}"'
    if column.type is TRUTH:
        return f"{name} = 'true'"
    if column.type is TEXTS:
        return _array(name)
    return _text(name) if column.type is TEXT and column.name not in _NEVER_ESCAPED else name


def _text(name: str) -> str:
    return f"CASE WHEN contains({name}, '\\') THEN {_unescaped(name)} ELSE {name} END"


def _unescaped(name: str) -> str:
    for letter, code in (("t", 9), ("n", 10), ("r", 13)):
        name = f"replace({name}, '\\{letter}', chr({code}))"
    return name


def _array(name: str) -> str:
    """Commas that do not separate stand aside as a character that no dump holds."""
    aside = f"string_split(replace({_unescaped(name)}, '\\,', chr(0)), ',')"
    restored = f"list_transform({aside}, lambda item: replace(item, chr(0), ','))"
    return f"CASE WHEN contains({name}, '\\') THEN {restored} ELSE string_split({name}, ',') END"
