"""What can be contributed to, or wanted: one identity for one thing, however somebody wrote it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement.actions.groups import is_page
from thriving.movement.spelling import line

LONGEST = 300
_ITEM = re.compile(r"[QLP][1-9]\d{0,18}")
_REVISION = re.compile(r"[1-9]\d{0,18}")
WIKIDATA, COMMONS = "wikidatawiki", "commonswiki"


class What(TextChoices):
    PAGE = "page", gettext_lazy("A page of a wiki")
    ITEM = "item", gettext_lazy("An item of Wikidata")
    EDIT = "edit", gettext_lazy("A single edit")
    MEDIA = "media", gettext_lazy("A picture, sound or video")
    ORAL_HISTORY = "oral_history", gettext_lazy("An oral history")
    DATA = "data", gettext_lazy("A set of data")


NEW_KINDS = frozenset({What.MEDIA, What.ORAL_HISTORY, What.DATA})
ON_A_WIKI = frozenset({What.PAGE, What.EDIT})


@dataclass(frozen=True)
class Thing:
    """``name``: a page's title, an item's or an edit's number, or what a collection calls it."""

    what: str
    name: str
    wiki: str = ""
    address: str = ""

    @property
    def identity(self) -> str:
        """The same for whoever writes it, in whichever place it is recorded."""
        return sha256("\n".join(self._told()).encode()).hexdigest()

    def _told(self) -> tuple[str, ...]:
        if self.what in (What.MEDIA, What.ORAL_HISTORY, What.DATA) and not self.wiki and self.address:
            return self.what, "", _address(self.address)
        return self.what, self.wiki, self.name

    def as_content(self) -> dict[str, str]:
        told = {"what": str(self.what), "name": self.name, "wiki": self.wiki, "address": self.address}
        return {name: text for name, text in told.items() if text}


def thing(what: str, name: str, wiki: str = "", address: str = "") -> Thing:
    """Cleaned, and in the one form in which it is compared."""
    what, name, wiki = line(what).casefold(), line(name).replace("_", " ").strip(), line(wiki).casefold()
    if what == What.ITEM:
        return Thing(what, name.upper(), WIKIDATA, "")
    if what in (What.PAGE, What.MEDIA) and wiki:
        name = _title(name.removeprefix("File:") if what == What.MEDIA else name, wiki)
    return Thing(what, name, wiki, line(address))


def from_content(content: dict[str, Any]) -> Thing:
    told = {name: str(content.get(name, "")) for name in ("what", "name", "wiki", "address")}
    return thing(**told)


def problems(it: Thing, wikis: frozenset[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with it: the field, and the sentence. ``wikis``: the codes of those that there are."""
    if it.what not in What:
        yield (
            "what",
            _("“%(what)s” is none of: %(known)s.") % {"what": it.what[:60], "known": ", ".join(What)},
        )
    if not it.name:
        yield "name", _("Say what it is called.")
    if len(it.name) > LONGEST:
        yield "name", _("This has at most %(count)d characters.") % {"count": LONGEST}
    if it.wiki and it.what != What.ITEM and it.wiki not in wikis:
        yield "wiki", _("“%(wiki)s” is the code of no wiki here, such as swwiki.") % {"wiki": it.wiki[:60]}
    if it.address and not is_page(it.address):
        yield "address", _("This is no address of a page: it starts with https://.")
    yield from _wrong_for_its_sort(it)


def _wrong_for_its_sort(it: Thing) -> Iterator[tuple[str, str]]:
    if it.what in ON_A_WIKI and not it.wiki:
        yield "wiki", _("Say on which wiki it is.")
    if it.what == What.ITEM and not _ITEM.fullmatch(it.name):
        yield "name", _("“%(code)s” is no item of Wikidata, such as Q11024.") % {"code": it.name[:40]}
    if it.what == What.EDIT and not _REVISION.fullmatch(it.name):
        yield "name", _("An edit is named by the number of its revision, such as 123456.")
    if it.what == What.PAGE and set(it.name) & set("[]{}|<>#"):
        yield "name", _("No page is called so: [ ] { } | < > # cannot stand in a title.")


def _title(name: str, wiki: str) -> str:
    """As wikis do: a capital letter first, except in dictionaries, where both are words."""
    name = unicodedata.normalize("NFC", name)
    return name if wiki.endswith("wiktionary") else name[:1].upper() + name[1:]


def _address(address: str) -> str:
    """Without what changes nothing: case of the host, a last slash, the part behind #."""
    parts = urlsplit(address)
    return f"{parts.netloc.casefold()}{unquote(parts.path).rstrip('/')}?{parts.query}"
