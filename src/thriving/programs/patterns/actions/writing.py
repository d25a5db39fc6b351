"""A learning pattern as somebody writes it, from a draft to its retirement."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.kernel.words import Words
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.actor import require
from thriving.movement.actions.groups import (
    clean,
    clean_texts,
    clean_words,
    known_languages,
    require_key,
    set_all,
)
from thriving.movement.models import Person
from thriving.movement.skills import skills
from thriving.movement.spelling import folded, line
from thriving.programs.patterns.models import Pattern
from thriving.programs.patterns.states import PATTERN, RETIRED

LONGEST_TITLE = 150
LONGEST_TEXT = 3_000
MOST_TOPICS = 20
TEXTS = ("problem", "solution", "when", "when_not")
WORDS = ("title", *TEXTS)


@dataclass(frozen=True)
class Written:
    """Whoever writes it anew says all of it: what is empty is emptied."""

    title: Words
    problem: Words = field(default_factory=Words)
    solution: Words = field(default_factory=Words)
    when: Words = field(default_factory=Words)
    when_not: Words = field(default_factory=Words)
    language: str = "en"
    topics: tuple[str, ...] = ()
    credited: bool = False

    @property
    def values(self) -> dict[str, Any]:
        title = clean_words(self.title)
        return {
            "title": title,
            "language": self.language,
            "sort_title": folded(title.best("en")[0])[:200],
            **{name: clean_texts(getattr(self, name)) for name in TEXTS},
        }


def problems(said: Written) -> Iterator[tuple[str, str]]:
    """Everything that is wrong: the field, and the sentence for who can mend it."""
    if not clean_words(said.title):
        yield "title", _("A learning pattern needs a title.")
    if any(len(title) > LONGEST_TITLE for title in said.title.values()):
        yield "title", _("A title has at most %(count)d characters.") % {"count": LONGEST_TITLE}
    for name in TEXTS:
        if any(len(text) > LONGEST_TEXT for text in getattr(said, name).values()):
            yield name, _("This text has at most %(count)d characters.") % {"count": LONGEST_TEXT}
    written = {said.language, *(code for name in WORDS for code in getattr(said, name))}
    for code in sorted(written - known_languages(written)):
        yield "title", _("“%(code)s” is not the code of a language, such as sw.") % {"code": code[:80]}
    if len(said.topics) > MOST_TOPICS or not skills().keys() >= set(said.topics):
        yield "topics", _("This is none of the choices.")


@transaction.atomic
def write(said: Written, *, key: str, by: Actor, sample: bool = False) -> Pattern:
    """Begin a draft, which its author sees, and those who may publish it."""
    require(by, "write_pattern")
    turn.take()
    require_key(key)
    if Pattern.objects.filter(key=key).exists():
        raise Refused(_("Another learning pattern has “%(key)s” as its address already.") % {"key": key})
    _require_sound(said)
    author = by if isinstance(by, Person) else None
    pattern = Pattern(key=key, sample=sample, author=author, credited=said.credited)
    _write(pattern, said)
    diary.note(pattern, "wrote", by=by)
    return pattern


@transaction.atomic
def rewrite(pattern: Pattern, said: Written, *, by: Actor) -> list[str]:
    """Say it anew; which of it has changed. Whether the author is named, the author alone decides."""
    _take(pattern, "rewrite_pattern", by)
    if pattern.state == RETIRED:
        raise Refused(_("It has been retired, and stays as it was."))
    _require_sound(said)
    if isinstance(by, Person) and pattern.author_id == by.pk:
        pattern.credited = said.credited
    changed = _write(pattern, said)
    diary.note(pattern, "rewrote", by=by, body={"changed": changed})
    return changed


@transaction.atomic
def translate(
    pattern: Pattern, language: str, texts: Mapping[str, str], *, of: Mapping[str, str], by: Actor
) -> None:
    """Write its texts in ``language``; an empty one takes that translation away.

    ``of``: the originals as the translator read them.
    """
    _take(pattern, "translate_pattern", by)
    if language == pattern.language or not known_languages([language]):
        raise Refused(_("Choose a language other than that of the original."))
    for name in WORDS:
        if name in texts:
            _put(pattern, name, language, texts[name], of.get(name, ""))
    _save(pattern)
    diary.note(pattern, "translated", by=by, body={"language": language})


@transaction.atomic
def publish(pattern: Pattern, *, by: Actor) -> None:
    """Let everybody read it."""
    _take(pattern, "publish_pattern", by)
    PATTERN.take(pattern, "publish", published_at=clock.now())
    diary.note(pattern, "published", by=by)


@transaction.atomic
def retire(pattern: Pattern, *, reason: str, by: Actor) -> None:
    """Take it out of the list; whoever has its address reads why."""
    _take(pattern, "retire_pattern", by)
    PATTERN.take(pattern, "retire", reason=clean(reason))
    diary.note(pattern, "retired", by=by, why=pattern.reason)


def _take(pattern: Pattern, rule: str, by: Actor) -> None:
    """As it is now, held until the transaction ends."""
    if not isinstance(by, str):
        access.require(by, rule, pattern)
    turn.take()
    pattern.refresh_from_db(from_queryset=Pattern.objects.select_for_update())


def _put(pattern: Pattern, name: str, language: str, text: str, original: str) -> None:
    words: Words = getattr(pattern, name)
    if words.best(pattern.language)[0] != original:
        raise Refused(_("The original has changed since you opened it: read it again, then save."))
    written, longest = (line(text), LONGEST_TITLE) if name == "title" else (clean(text), LONGEST_TEXT)
    if len(written) > longest:
        raise Refused(_("This text has at most %(count)d characters.") % {"count": longest})
    put = {**words, language: written}
    setattr(pattern, name, Words({code: each for code, each in put.items() if each}))


def _write(pattern: Pattern, said: Written) -> list[str]:
    changed = set_all(pattern, said.values)
    _save(pattern)
    return [*changed, *_write_topics(pattern, said.topics)]


def _save(pattern: Pattern) -> None:
    pattern.changed_at = clock.now()
    words = (text for name in WORDS for text in getattr(pattern, name).values())
    pattern.searched = folded("\n".join(words))
    pattern.save()


def _write_topics(pattern: Pattern, wanted: Collection[str]) -> list[str]:
    before = {each.skill for each in pattern.about.all()}
    pattern.about.filter(skill__in=before - set(wanted)).delete()
    for skill in dict.fromkeys(wanted):
        if skill not in before:
            pattern.about.create(skill=skill)
    getattr(pattern, "_prefetched_objects_cache", {}).clear()
    return ["topics"] if before != set(wanted) else []


def _require_sound(said: Written) -> None:
    if found := [sentence for _field, sentence in problems(said)]:
        raise Refused(" ".join(dict.fromkeys(found)))
