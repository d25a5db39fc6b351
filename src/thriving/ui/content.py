"""In which language a page shows its own words: that of the page, or another one that its address names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import get_language

from thriving.kernel.words import FALLBACK, Words

ASKED = "in"  # what addresses call it


@dataclass(frozen=True)
class Reading:
    """``language``: asked for and written; nothing where the words are those of the page's language."""

    language: str
    also: list[tuple[str, str]]  # other languages of these words, each with its address

    @property
    def question(self) -> str:
        """What an address needs that leads on in the same language."""
        return f"?{urlencode({ASKED: self.language})}" if self.language else ""


def reading(request: HttpRequest, *texts: Any) -> Reading:
    """How this page shows ``texts``, and in which languages they can be read that pages are not in."""
    language = asked(request, *texts)
    elsewhere = sorted(_written(texts) - {code for code, _name in settings.LANGUAGES} - {language})
    own = [(_own(texts), request.path)] if language else []
    return Reading(language, own + [(code, f"?{urlencode({ASKED: code})}") for code in elsewhere])


def asked(request: HttpRequest, *texts: Any) -> str:
    """The language that the address names, where any of ``texts`` is written in it."""
    wanted = request.GET.get(ASKED, "")
    return wanted if wanted != get_language() and wanted in _written(texts) else ""


def kept(address: str, language: str, *texts: Any) -> str:
    """``address`` of a page with these texts, so that what is written in ``language`` is read in it."""
    leads = language != get_language() and language in _written(texts)
    return f"{address}?{urlencode({ASKED: language})}" if leads else address


def sent(address: str, language: str, *texts: Any) -> str:
    """``address`` of a page with these texts, to stand in words in ``language`` that anybody is sent.

    Where there are pages in that language, the site chooses for whoever opens it.
    """
    has_pages = language in dict(settings.LANGUAGES)
    return address if has_pages else kept(address, language, *texts)


def chosen(text: Words, language: str) -> tuple[str, str]:
    """The text in ``language`` where it is written in it, else in what fits the reader; with its language."""
    return text.best(language) if text.get(language) else text.best()


def _written(texts: Any) -> set[str]:
    return {code for words in texts if isinstance(words, Words) for code, text in words.items() if text}


def _own(texts: Any) -> str:
    """What a reader of this page gets of the first of them."""
    return next((words.best()[1] for words in texts if words), get_language() or FALLBACK)
