"""Gathers every message that people may read into the catalogs of `src/thriving/locale`: ``make messages``.

Nothing but Babel and Django is needed. A message that is new comes in untranslated, one that is gone leaves.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po
from django.template import Template
from django.template.base import Lexer, Node, TokenType
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.text import unescape_string_literal

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "thriving"
LOCALE = PACKAGE / "locale"
LANGUAGES = ("ar", "es")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
ARGUMENT = re.compile(r"""_\(\s*("[^"]*"|'[^']*')\s*\)""")
Found = tuple[str | tuple[str, str], str | None]  # the message (with its plural), and its context
HEADER = """\
# Messages of Thriving.
# This file is distributed under the license of Thriving: AGPL-3.0-or-later."""
SINCE = datetime(2026, 1, 1, tzinfo=UTC)  # a date that changes at every run would only make noise


def gathered() -> Catalog:
    """Every message in the code and in the templates, with the files that say it."""
    catalog = Catalog(project="Thriving", header_comment=HEADER, creation_date=SINCE, charset="utf-8")
    for file in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.txt")]):
        if "migrations" not in file.parts and "static" not in file.parts:
            for message, context in _messages_in(file):
                catalog.add(message, context=context, locations=[(str(file.relative_to(ROOT)), 0)])
    return catalog


def updated(language: str, template: Catalog) -> Catalog:
    """The catalog of a language, with the messages of ``template``: no more, no less."""
    catalog = kept(language)
    catalog.update(template, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    return catalog


def kept(language: str) -> Catalog:
    """The catalog as translators have left it; an empty one for a new language."""
    if not file_of(language).exists():
        return Catalog(language, project="Thriving", header_comment=HEADER, creation_date=SINCE, fuzzy=False)
    with file_of(language).open("rb") as file:
        return read_po(file, locale=language)


def file_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def _messages_in(file: Path) -> Iterator[Found]:
    if file.suffix == ".py":
        for _line, message, _comments, context in extract_from_file("python", file, keywords=KEYWORDS):
            yield message, context
    else:
        text = file.read_text("utf-8")
        for node in _nodes(Template(text)):
            yield from _messages_of(node)
        yield from _arguments_in(text)


def _arguments_in(text: str) -> Iterator[Found]:
    """Messages that are handed to a tag or a filter: ``_("…")``."""
    for token in Lexer(text).tokenize():
        if token.token_type in {TokenType.BLOCK, TokenType.VAR}:
            for quoted in ARGUMENT.findall(token.contents):
                yield unescape_string_literal(quoted).replace("%", "%%"), None


def _nodes(template: Template) -> Iterator[Node]:
    """All nodes, however deep; a tag's own node lists included.

    Django's own walk passes over what stands between the two ends of a ``simple_block_tag``.
    """
    waiting: list[Iterable[Node]] = [template.nodelist]
    for nodes in waiting:
        for node in nodes:
            yield node
            names = dict.fromkeys((*node.child_nodelists, "nodelist"))
            waiting.extend(getattr(node, name, None) or () for name in names)


def _messages_of(node: Node) -> Iterator[Found]:
    if isinstance(node, TranslateNode) and (literal := node.filter_expression.var.literal):
        yield literal.replace("%", "%%"), _context_of(node)
    if isinstance(node, BlockTranslateNode):
        one, _names = node.render_token_list(node.singular)
        many = node.render_token_list(node.plural)[0] if node.plural else ""
        yield (one, many) if many else one, _context_of(node)


def _context_of(node: TranslateNode | BlockTranslateNode) -> str | None:
    return node.message_context and str(node.message_context.var)


def main() -> None:
    template = gathered()
    for language in LANGUAGES:
        catalog = updated(language, template)
        file_of(language).parent.mkdir(parents=True, exist_ok=True)
        with file_of(language).open("wb") as stream:
            write_po(stream, catalog, width=110, sort_output=True, ignore_obsolete=True, include_lineno=False)
        waiting = sum(1 for message in catalog if message.id and not message.string)
        sys.stdout.write(f"{language}: {len(catalog)} messages, {waiting} of them untranslated.\n")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thriving.web.settings")
    import django

    django.setup()
    main()
