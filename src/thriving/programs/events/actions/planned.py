"""An event as somebody plans it, and everything that can be wrong with that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from django.utils.translation import gettext as _

from thriving.kernel.words import Words
from thriving.movement import scopes
from thriving.movement.actions.groups import (
    clean,
    clean_texts,
    clean_words,
    is_page,
    known_countries,
    known_languages,
)
from thriving.movement.models import Person, Wiki
from thriving.movement.queries.places import protected_countries
from thriving.movement.spelling import line
from thriving.programs.events.actions.sessions import Moments, Times, problems_of_times, span
from thriving.programs.events.models import Entrance, Event, Format, Marked
from thriving.programs.events.topics import TOPICS
from thriving.programs.initiatives.queries import told

LONGEST_TITLE = 150
LONGEST_TEXT = 5_000
LONGEST_LINE = 200
LARGEST = 100_000  # places
MOST_MARKS = 20  # of one sort


@dataclass(frozen=True)
class Planned:
    """An event as somebody plans it. Whoever changes it says all of it: what is empty is emptied."""

    title: Words
    format: str
    time_zone: str
    sessions: tuple[Times, ...]
    text: Words = field(default_factory=Words)
    entrance: str = Entrance.OPEN
    country: str = ""
    place: str = ""
    address: str = ""
    address_is_public: bool = False
    meeting_link: str = ""
    languages: tuple[str, ...] = ()
    wikis: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()  # priorities, as "plan/priority"
    capacity: int | None = None
    waiting_list: bool = True
    policy: Words = field(default_factory=Words)
    policy_url: str = ""
    safety_person: Person | None = None
    safety_contact: str = ""
    tracking: bool | None = None
    initiative: str = ""

    def cleaned(self) -> dict[str, Any]:
        plain = ("format", "time_zone", "entrance", "country", "address_is_public", "meeting_link")
        more = ("capacity", "waiting_list", "policy_url", "safety_person", "tracking", "initiative")
        starts_at, ends_at = self.span
        return {
            **{name: getattr(self, name) for name in (*plain, *more)},
            "title": clean_words(self.title),
            "text": clean_texts(self.text),
            "policy": clean_texts(self.policy),
            "place": line(self.place),
            "address": clean(self.address),
            "safety_contact": line(self.safety_contact),
            "starts_at": starts_at,
            "ends_at": ends_at,
        }

    @property
    def span(self) -> Moments:
        return span(self.sessions, self.time_zone)

    @property
    def is_online_only(self) -> bool:
        return self.format == Format.ONLINE

    @property
    def has_text(self) -> bool:
        return bool(clean_texts(self.text))

    @property
    def has_policy(self) -> bool:
        return bool(clean_texts(self.policy) or self.policy_url)

    @property
    def has_place(self) -> bool:
        return bool(self.country and line(self.place))

    @property
    def has_safety_contact(self) -> bool:
        return bool(self.safety_person or line(self.safety_contact))

    @property
    def marks(self) -> Mapping[str, tuple[str, ...]]:
        return {
            Marked.LANGUAGE: self.languages,
            Marked.WIKI: self.wikis,
            Marked.TOPIC: self.topics,
            Marked.SERVES: self.serves,
        }

    @classmethod
    def of(cls, event: Event) -> Planned:
        """As it stands."""
        lists = ("languages", "wikis", "topics", "serves")
        plain = [each.name for each in fields(cls) if each.name not in ("sessions", *lists)]
        values: dict[str, Any] = {name: getattr(event, name) for name in plain}
        values |= {name: tuple(getattr(event, name)) for name in lists}
        return cls(sessions=tuple(Times.of(each) for each in event.sessions.all()), **values)


def problems(said: Planned) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with a plan: the field, and the sentence for who can mend it."""
    yield from _wrong_words(said)
    yield from problems_of_times(said.sessions, said.time_zone)
    yield from _wrong_place(said)
    yield from _wrong_marks(said)
    if said.format not in Format or said.entrance not in Entrance:
        yield "format", _("Choose how people take part, and who may.")
    if said.capacity is not None and not 1 <= said.capacity <= LARGEST:
        yield "capacity", _("There is at least one place, and at most %(count)d.") % {"count": LARGEST}
    for name in ("meeting_link", "policy_url"):
        if (address := getattr(said, name)) and not is_page(address):
            yield name, _("This is no address of a page: it starts with https://.")
    if said.initiative and not told().filter(key=said.initiative).exists():
        sentence = _("There is no initiative “%(key)s” that is published.")
        yield "initiative", sentence % {"key": said.initiative[:60]}


def _wrong_words(said: Planned) -> Iterator[tuple[str, str]]:
    if not clean_words(said.title):
        yield "title", _("An event needs a title.")
    for name, most in (("title", LONGEST_TITLE), ("text", LONGEST_TEXT), ("policy", LONGEST_TEXT)):
        if any(len(text) > most for text in getattr(said, name).values()):
            yield name, _("This text has at most %(count)d characters.") % {"count": most}
    for name, most in (("place", LONGEST_LINE), ("safety_contact", LONGEST_LINE), ("address", LONGEST_TEXT)):
        if len(getattr(said, name)) > most:
            yield name, _("This text has at most %(count)d characters.") % {"count": most}


def _wrong_place(said: Planned) -> Iterator[tuple[str, str]]:
    if said.country and said.country not in known_countries([said.country]):
        yield (
            "country",
            _("“%(code)s” is not the code of a country, such as GH.") % {"code": said.country[:20]},
        )
    elif said.address_is_public and said.country in protected_countries():
        yield (
            "address_is_public",
            _("In this country taking part can be dangerous: where exactly is told to the registered only."),
        )


def _wrong_marks(said: Planned) -> Iterator[tuple[str, str]]:
    wikis = (
        set(Wiki.objects.filter(code__in=said.wikis).values_list("code", flat=True)) if said.wikis else set()
    )
    known: dict[str, tuple[Iterable[str], Iterable[str], str]] = {
        "languages": (
            said.languages,
            known_languages(said.languages),
            _("“%(code)s” is not the code of a language, such as sw."),
        ),
        "wikis": (said.wikis, wikis, _("“%(code)s” is not the code of a wiki, such as swwiki.")),
        "topics": (said.topics, TOPICS, _("“%(code)s” is none of the topics.")),
        "serves": (said.serves, _priorities(said.serves), _("“%(code)s” is no priority of a plan.")),
    }
    for name, (codes, allowed, sentence) in known.items():
        if len(set(codes)) > MOST_MARKS:
            yield name, _("At most %(count)d: name the most important ones.") % {"count": MOST_MARKS}
        yield from ((name, sentence % {"code": code[:60]}) for code in codes if code not in allowed)


def _priorities(keys: Iterable[str]) -> list[str]:
    return [key for key in keys if scopes.exists(scopes.written("priority", key))]
