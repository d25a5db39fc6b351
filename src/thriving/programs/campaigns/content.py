"""What a piece of a box or of a campaign says, the same in both, so that they can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thriving.kernel.words import Words
from thriving.movement.actions.groups import clean_texts, clean_words, key_problem
from thriving.programs.campaigns import texts, things
from thriving.ui import cldr

LONGEST_TITLE = 150
LONGEST_TEXT = 10_000
FIRST_DAY, LAST_DAY = -366, 731  # counted from the start
DAYS_OF_A_WEEK = 7
LARGEST_TARGET = 10_000_000
MOST_ITEMS = 2_000


class Kind(TextChoices):
    LESSON = "lesson", gettext_lazy("Curriculum")
    TASK = "task", gettext_lazy("Checklist")
    SAFETY = "safety", gettext_lazy("Safety")
    ROLE = "role", gettext_lazy("Roles")
    GOAL = "goal", gettext_lazy("Goals")
    WORKLIST = "worklist", gettext_lazy("Worklists")
    PAGE = "page", gettext_lazy("Texts of the page")
    MAIL = "mail", gettext_lazy("Letters to be sent")
    PATTERN = "pattern", gettext_lazy("Learning patterns")  # its key is that of the pattern


UNTITLED = (Kind.GOAL, Kind.PATTERN)  # what they count, or name, says what they are
DATED = (Kind.LESSON, Kind.TASK, Kind.SAFETY)  # with a day, and done once
FILLED = (Kind.PAGE, Kind.MAIL)  # texts with places such as {title}


class Measured(TextChoices):
    """What a goal may count."""

    EVENTS = "events_held", gettext_lazy("Events held")
    PARTICIPANTS = "participants", gettext_lazy("People who took part in events")
    CONTRIBUTIONS = "contributions", gettext_lazy("Contributions confirmed")
    THINGS = "things", gettext_lazy("Pages, items and files contributed to")
    NEW_KINDS = "new_kinds", gettext_lazy("Pictures, oral histories and sets of data")
    WORKLISTS = "worklist_items", gettext_lazy("Things on worklists that are done")
    CONTRIBUTORS = "contributors", gettext_lazy("People who contributed")
    PLACES = "places", gettext_lazy("Places that take part")
    EDITS = "edits", gettext_lazy("Edits on the wikis")
    PAGES_CREATED = "pages_created", gettext_lazy("Pages created")
    PAGES_IMPROVED = "pages_improved", gettext_lazy("Pages improved")
    NEW_EDITORS = "new_editors", gettext_lazy("New editors")
    STAYED = "retained_new_editors", gettext_lazy("New editors who stayed")


@dataclass(frozen=True)
class Content:
    """Which fields count depends on the kind; the others are empty."""

    title: Words
    text: Words = field(default_factory=Words)
    day: int | None = None  # from the start of the campaign or place; 0 is the first day
    role: str = ""  # whose task it is: the key of a role among the pieces
    measure: str = ""
    target: int | None = None
    items: tuple[things.Thing, ...] = ()
    pattern: str = ""  # the key of a learning pattern; then the text says what it is good for here

    @property
    def measured(self) -> str:
        """What a goal counts, in words."""
        return str(Measured(self.measure).label) if self.measure in Measured else ""

    @property
    def day_in_words(self) -> str:
        return "" if self.day is None else day_words(self.day)

    def as_json(self) -> dict[str, Any]:
        """Without what is empty, so that two that say the same are the same."""
        said = {
            "title": dict(self.title),
            "text": dict(self.text),
            "day": self.day,
            "role": self.role,
            "measure": self.measure,
            "target": self.target,
            "items": [each.as_content() for each in _in_order(self.items)],
            "pattern": self.pattern,
        }
        return {name: value for name, value in said.items() if value not in (None, "", {}, [])}


def _in_order(items: tuple[things.Thing, ...]) -> list[things.Thing]:
    return sorted(items, key=lambda each: (each.what, each.wiki, each.name, each.address))


def read(said: dict[str, Any]) -> Content:
    return Content(
        title=Words(said.get("title", {})),
        text=Words(said.get("text", {})),
        day=said.get("day"),
        role=said.get("role", ""),
        measure=said.get("measure", ""),
        target=said.get("target"),
        items=tuple(things.from_content(each) for each in said.get("items", [])),
        pattern=said.get("pattern", ""),
    )


def week_of(day: int) -> int:
    """The first week is 1, and the one before it -1: there is no week 0."""
    return day // DAYS_OF_A_WEEK + (1 if day >= 0 else 0)


def week_words(week: int) -> str:
    if week > 0:
        return _("Week %(n)s") % {"n": cldr.number(week)}
    sentence = ngettext("%(n)s week before the start", "%(n)s weeks before the start", -week)
    return sentence % {"n": cldr.number(-week)}


def day_words(day: int) -> str:
    if day == 0:
        return _("On the first day")
    if day > 0:
        sentence = ngettext("%(n)s day after the start", "%(n)s days after the start", day)
    else:
        sentence = ngettext("%(n)s day before the start", "%(n)s days before the start", -day)
    return sentence % {"n": cldr.number(abs(day))}


def cleaned(kind: str, said: Content) -> Content:
    """Only what this kind has, without signs that nobody sees."""
    dated = kind in DATED
    is_goal = kind == Kind.GOAL
    return Content(
        title=clean_words(said.title) if kind != Kind.PATTERN else Words(),
        text=clean_texts(said.text),
        day=said.day if dated else None,
        role=said.role if dated else "",
        measure=said.measure if is_goal else "",
        target=said.target if is_goal else None,
        items=said.items if kind == Kind.WORKLIST else (),
        pattern=said.pattern if kind == Kind.PATTERN else "",
    )


def problems(kind: str, said: Content) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with a piece: the field, and the sentence for who can mend it."""
    if not said.title and kind not in UNTITLED:
        yield "title", _("It needs a title.")
    if any(len(title) > LONGEST_TITLE for title in said.title.values()):
        yield "title", _("A title has at most %(count)d characters.") % {"count": LONGEST_TITLE}
    if any(len(text) > LONGEST_TEXT for text in said.text.values()):
        yield "text", _("This text has at most %(count)d characters.") % {"count": LONGEST_TEXT}
    if kind in FILLED:
        yield from (("title", sentence) for sentence in texts.problems(said.title))
        yield from (("text", sentence) for sentence in texts.problems(said.text))
        if not said.text:
            yield "text", _("Write the text.")
    if kind == Kind.PATTERN and not said.pattern:
        yield "pattern", _("Choose a learning pattern.")
    yield from _wrong_day(kind, said)
    yield from _wrong_goal(kind, said)


def _wrong_day(kind: str, said: Content) -> Iterator[tuple[str, str]]:
    if kind not in DATED:
        return
    if said.day is None or not FIRST_DAY <= said.day <= LAST_DAY:
        sentence = _("Say the day, counted from the start: %(first)d to %(last)d, with a minus before it.")
        yield "day", sentence % {"first": FIRST_DAY, "last": LAST_DAY}
    if said.role and key_problem(said.role):
        yield "role", _("This is the key of no role.")


def _wrong_goal(kind: str, said: Content) -> Iterator[tuple[str, str]]:
    if kind != Kind.GOAL:
        return
    if said.measure not in Measured:
        yield "measure", _("This is none of the choices.")
    if said.target is None or not 0 < said.target <= LARGEST_TARGET:
        yield "target", _("A goal is a whole number above 0.")
