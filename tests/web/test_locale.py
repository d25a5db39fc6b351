"""What people may read can be read in each language of the interface."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from scripts import messages

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
MAY_WAIT = 0.05  # of all messages
TAG = re.compile(r"</?\w+[^>]*>")
SAID = re.compile(r'{%\s*translate\s+"([^"]*)"')


@cache
def gathered() -> Catalog:
    return messages.gathered()


@cache
def catalog(language: str) -> Catalog:
    return messages.kept(language)


def by_id(found: Catalog) -> dict[tuple[str | None, str | tuple[str, ...]], Message]:
    said = (each for each in found if each.id)
    return {(each.context, each.id if isinstance(each.id, str) else tuple(each.id)): each for each in said}


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """Each message with the translation that must say as much: of a plural, the form for many."""
    for message in catalog(language):
        if message.id and all(forms(message)):
            yield (message.id if isinstance(message.id, str) else message.id[-1]), forms(message)[-1]


def test_no_words_of_a_page_are_passed_over() -> None:
    """Read as plain text, whatever tags they stand in."""
    pages = (page.read_text("utf-8") for page in messages.PACKAGE.rglob("*.html"))
    said = {each.replace("%", "%%") for page in pages for each in SAID.findall(page)}
    assert said
    assert said - {message for _context, message in by_id(gathered())} == set()


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_nearly_every_message_is_translated(language: str) -> None:
    """A new page need not wait for its translators; a new version does (`make messages` says for what)."""
    read = {
        key for key, message in by_id(catalog(language)).items() if all(forms(message)) and not message.fuzzy
    }
    waiting = set(by_id(gathered())) - read
    assert len(waiting) <= MAY_WAIT * len(gathered()), sorted(map(str, waiting))


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_plural_has_all_the_forms_of_its_language(language: str) -> None:
    found = catalog(language)
    plurals = [message for message in found if message.pluralizable]
    assert plurals
    assert [message.id for message in plurals if len(forms(message)) != found.num_plurals] == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_nothing_that_is_filled_in_gets_lost(language: str) -> None:
    differing = [
        said
        for said, translated in pairs(language)
        if sorted(PLACEHOLDER.findall(said)) != sorted(PLACEHOLDER.findall(translated))
    ]
    assert differing == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_marks_within_a_message_stay(language: str) -> None:
    differing = [
        said
        for said, translated in pairs(language)
        if sorted(TAG.findall(said)) != sorted(TAG.findall(translated))
    ]
    assert differing == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_no_form_of_a_plural_asks_for_what_is_not_there(language: str) -> None:
    strange = [
        message.id
        for message in catalog(language)
        if message.pluralizable
        for form in forms(message)
        if set(PLACEHOLDER.findall(form)) - set(PLACEHOLDER.findall(message.id[-1]))
    ]
    assert strange == []
