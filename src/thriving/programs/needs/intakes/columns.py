"""Which column of a table means what: our own names, and questions by their keys or words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel.tables import Problem
from thriving.movement import spelling
from thriving.questions.models import Question, Version

CODE, FORM, NAME, KIND, COUNTRY = "code", "form", "name", "kind", "country"
LANGUAGES, NAMED, CONTACT, HELD_ON = "languages", "may_be_named", "contact", "day"
NEEDED = (CODE, FORM, NAME, KIND, COUNTRY)
OURS: dict[str, str | Promise] = {
    CODE: gettext_lazy("Code of the sheet"),
    FORM: gettext_lazy("Form"),
    NAME: gettext_lazy("Name"),
    KIND: gettext_lazy("Kind of holder"),
    COUNTRY: gettext_lazy("Country"),
    LANGUAGES: gettext_lazy("Languages of what is kept"),
    NAMED: gettext_lazy("May be named"),
    CONTACT: gettext_lazy("How to reach them"),
    HELD_ON: gettext_lazy("Day"),
}


@dataclass(frozen=True)
class Columns:
    ours: Mapping[str, str]  # by our names, what the file calls them
    questions: Mapping[str, str]  # by the keys of questions, the same

    @property
    def understood(self) -> list[tuple[str, str]]:
        return [(name, key) for key, name in (*self.ours.items(), *self.questions.items())]


def read_header(header: Iterable[str], versions: Iterable[Version]) -> tuple[Columns, list[Problem]]:
    """Every column of the file means one thing, or is a problem."""
    asked = _by_words(versions)
    ours: dict[str, str] = {}
    questions: dict[str, str] = {}
    problems: list[Problem] = []
    for name in header:
        key = our_name(name)
        found = {key} if key else asked.get(folded(name), set())
        taken = ours if key else questions
        if len(found) == 1 and (only := next(iter(found))) not in taken:
            taken[only] = name
        else:
            problems.append(Problem(1, name, _what_is_wrong(name, found)))
    return Columns(ours, questions), [*problems, *_missing(ours)]


def our_name(name: str) -> str:
    wanted = folded(name)
    return next((key for key, words in OURS.items() if wanted in {folded(key), folded(str(words))}), "")


def folded(name: str) -> str:
    return spelling.folded(spelling.line(name).replace("_", " "))


def _by_words(versions: Iterable[Version]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for version in versions:
        for question in version.asked:
            for words in _ways(question):
                found.setdefault(folded(words), set()).add(question.key)
    return found


def _ways(question: Question) -> Iterator[str]:
    yield question.key
    yield from question.title.values()


def _missing(ours: Mapping[str, str]) -> Iterator[Problem]:
    for key in NEEDED:
        if key not in ours:
            yield Problem(1, key, _("The column “%(name)s” is missing.") % {"name": key})


def _what_is_wrong(name: str, found: set[str]) -> str:
    if not found:
        sentence = _("No question is called “%(name)s”. Name the column as the question, or leave it out.")
    elif len(found) > 1:
        sentence = _("Several questions are called “%(name)s”. Name the column by the key of one.")
    else:
        sentence = _("A column before “%(name)s” answers the same question. Leave one out.")
    return sentence % {"name": name[:100]}
