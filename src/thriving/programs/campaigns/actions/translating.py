"""The words of a campaign, a place or a box in one more language: texts and letters are templates in all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import diary
from thriving.kernel.words import FALLBACK, Words
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.groups import clean, known_languages
from thriving.movement.spelling import line
from thriving.programs.campaigns import content
from thriving.programs.campaigns.actions.campaign import LONGEST_TEXT, LONGEST_TITLE
from thriving.programs.campaigns.actions.doing import Holder, hold, refuse, require, require_open
from thriving.programs.campaigns.content import Kind
from thriving.programs.campaigns.models import Box, BoxPiece, Campaign, Instance
from thriving.programs.campaigns.models import Piece as KitPiece
from thriving.programs.campaigns.queries.kit import pieces_of
from thriving.programs.initiatives.actions.translating import Piece

Translated = Holder | Box
RULES: dict[type[Translated], str] = {
    Campaign: "translate_campaign",
    Instance: "translate_place",
    Box: "translate_box",
}
_OWN: dict[type[Translated], tuple[str, ...]] = {
    Campaign: ("title", "theme", "text"),
    Instance: ("title", "text"),
    Box: ("title", "text"),
}
# What is done in which week, and what keeps people safe, is for those alone who run a campaign.
_INSIDE = (Kind.TASK, Kind.SAFETY)


def original_of(holder: Translated) -> str:
    """The language that the others are translated from."""
    return FALLBACK if FALLBACK in holder.title else next(iter(sorted(holder.title)), FALLBACK)


def pieces(holder: Translated) -> list[Piece]:
    """All that is written in it and read by others, by the names of fields and of pieces.

    Of a box, what its newest version says in the same words: a draft is for its keepers alone.
    """
    written = [*_own(holder), *(each for kit in _kit(holder) for each in _of_kit(kit))]
    if not isinstance(holder, Box):
        return written
    published, original = _published(holder), original_of(holder)
    return [each for each in written if published.get(each.name) == each.words.get(original)]


def kinds(holder: Translated) -> dict[str, str]:
    """By the name of each text of a piece, of which kind that is."""
    return {each.name: kit.kind for kit in _kit(holder) for each in _of_kit(kit)}


@transaction.atomic
def translate(
    holder: Translated, language: str, texts: Mapping[str, str], *, of: Mapping[str, str], by: Actor
) -> None:
    """Write ``texts`` in ``language``, by the names of pieces; an empty one takes the translation away.

    ``of``: the originals as the translator read them. One that changed meanwhile is not translated. What is
    written in a box comes with its next version.
    """
    require(by, RULES[type(holder)], holder)
    hold(holder)
    if not isinstance(holder, Box):
        require_open(holder)
    if language == original_of(holder) or not known_languages([language]):
        raise Refused(_("Choose a language other than that of the original."))
    offered = {each.name for each in pieces(holder)}
    put = _putter(holder, language, {name: text for name, text in texts.items() if name in offered}, of)
    for name in _OWN[type(holder)]:
        setattr(
            holder,
            name,
            put(name, getattr(holder, name), longest=LONGEST_TEXT if name == "text" else LONGEST_TITLE),
        )
    holder.save(update_fields=_OWN[type(holder)])
    for kit in _kit(holder):
        _translate_piece(kit, put)
    diary.note(holder, "translated", by=by, body={"language": language})


Put = Callable[..., Words]  # the name of a text, its words, and how long it may be


def _putter(holder: Translated, language: str, texts: Mapping[str, str], of: Mapping[str, str]) -> Put:
    original = original_of(holder)

    def put(name: str, words: Words, *, longest: int) -> Words:
        if name not in texts:
            return words
        if words.best(original)[0] != of.get(name):
            raise Refused(_("The original has changed since you opened it: read it again, then save."))
        written = clean(texts[name]) if longest == LONGEST_TEXT else line(texts[name])
        if len(written) > longest:
            raise Refused(_("This text has at most %(count)d characters.") % {"count": longest})
        return Words({code: each for code, each in {**words, language: written}.items() if each})

    return put


def _translate_piece(kit: KitPiece | BoxPiece, put: Put) -> None:
    said = kit.said
    title = put(_name(kit, "title"), said.title, longest=content.LONGEST_TITLE)
    text = put(_name(kit, "text"), said.text, longest=content.LONGEST_TEXT)
    told = replace(said, title=title, text=text)
    if told != said:
        refuse(sentence for _field, sentence in content.problems(kit.kind, told))
        kit.content = told.as_json()
        kit.save(update_fields=["content"])


def _published(box: Box) -> dict[str, str | None]:
    """What the newest version says in the original language, by the names of fields and of pieces."""
    original, newest = original_of(box), box.versions.first()
    if newest is None:
        return {}
    kit = [_piece(name, said) for name, said in newest.pieces.items()]
    own = {"title": newest.title.get(original), "text": newest.text.get(original)}
    return {**own, **{each.name: each.words.get(original) for made in kit for each in _of_kit(made)}}


def _piece(name: str, said: dict[str, Any]) -> BoxPiece:
    kind, _slash, key = name.partition("/")
    return BoxPiece(kind=kind, key=key, content=said)


def _own(holder: Translated) -> Iterator[Piece]:
    for name in _OWN[type(holder)]:
        if words := getattr(holder, name):
            is_long = name == "text"
            yield Piece(name, words, LONGEST_TEXT if is_long else LONGEST_TITLE, is_long=is_long)


def _kit(holder: Translated) -> Iterator[KitPiece | BoxPiece]:
    if isinstance(holder, Box):
        yield from holder.pieces.all()
    else:
        yield from pieces_of(holder).filter(left_out=False, inside=False).exclude(kind__in=_INSIDE)


def _of_kit(kit: KitPiece | BoxPiece) -> Iterator[Piece]:
    if title := kit.said.title:
        yield Piece(_name(kit, "title"), title, content.LONGEST_TITLE)
    if text := kit.said.text:
        yield Piece(_name(kit, "text"), text, content.LONGEST_TEXT, is_long=True)


def _name(kit: KitPiece | BoxPiece, field: str) -> str:
    return f"{kit.kind}.{kit.key}.{field}"
