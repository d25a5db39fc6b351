"""What a version says: the newest wording in each language, or once it is frozen, the one of its seal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from thriving.kernel.words import FALLBACK, Words
from thriving.safety.conduct.models import Text, Version


@dataclass(frozen=True)
class Reading:
    """The text that a reader gets, and the other languages in which it can be read."""

    text: Text
    binds: bool
    is_asked: bool  # in the language that was asked for, or that of the page
    others: tuple[str, ...]


def texts_of(version: Version) -> dict[str, Text]:
    """By language, the binding one first."""
    found = sorted(_valid(version), key=lambda each: (each.language != version.binding, each.language))
    return {each.language: each for each in found}


def text_of(version: Version, language: str) -> Text | None:
    return _valid(version).filter(language=language).first()


def reading_of(version: Version, wanted: str = "") -> Reading | None:
    """In the language that is asked for, else in what fits the page, else in the one that binds."""
    texts = texts_of(version)
    if not texts:
        return None
    code = wanted if wanted in texts else _fitting(texts, version.binding)
    others = tuple(each for each in texts if each != code)
    fits = _base(code) == _base(wanted or get_language() or FALLBACK)
    return Reading(texts[code], code == version.binding, fits, others)


def behind(version: Version) -> list[str]:
    """Languages whose translation is of an earlier wording than the one that binds."""
    texts = texts_of(version)
    binding = texts.get(version.binding)
    sha256 = binding.sha256 if binding else ""
    return [code for code, each in texts.items() if code != version.binding and each.translates != sha256]


def _valid(version: Version) -> QuerySet[Text]:
    found = Text.objects.filter(version=version)
    if version.is_sealed:
        sealed = Q(pk__in=[])
        for language, sha256 in version.seals.items():
            sealed |= Q(language=language, sha256=sha256)
        found = found.filter(sealed)
    newer = Text.objects.filter(
        version=OuterRef("version"), language=OuterRef("language"), revision__gt=OuterRef("revision")
    )
    return found.filter(~Exists(newer))


def _fitting(texts: Mapping[str, Text], binding: str) -> str:
    words = Words(dict.fromkeys(texts, "x"))
    _text, code = words.best()
    return code if _base(code) == _base(get_language() or FALLBACK) else binding if binding in texts else code


def _base(code: str) -> str:
    return code.lower().split("-")[0]
