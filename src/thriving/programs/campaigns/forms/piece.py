"""A piece of a campaign or a box, and things for a worklist, as somebody types them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel.tables import Column, Limits, Unreadable, checked, read
from thriving.kernel.words import Words
from thriving.programs.campaigns import things
from thriving.programs.campaigns.actions.doing import known_wikis
from thriving.programs.campaigns.content import (
    DATED,
    FILLED,
    FIRST_DAY,
    LARGEST_TARGET,
    LAST_DAY,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_ITEMS,
    Content,
    Kind,
    Measured,
    cleaned,
    problems,
)
from thriving.programs.campaigns.forms import asking
from thriving.programs.campaigns.forms.campaign import WordsForm
from thriving.programs.campaigns.queries import patterns
from thriving.programs.campaigns.texts import PLACEHOLDERS
from thriving.programs.campaigns.things import Thing, What, thing

MOST_SENTENCES = 50  # about rows, before it says that there are more
LONGEST_LIST = 2_000_000
COLUMNS = (
    Column("what", required=True, choices=tuple(What.values)),
    Column("name", required=True),
    Column("wiki"),
    Column("address"),
)


class PieceForm(WordsForm):
    words = {
        "title": (gettext_lazy("Title"), LONGEST_TITLE, 0),
        "text": (gettext_lazy("Text"), LONGEST_TEXT, 6),
    }

    def __init__(
        self, kind: str, content: Content | None, data: Any = None, roles: list[tuple[str, str]] | None = None
    ) -> None:
        self.kind, self.roles = kind, roles or []
        if kind == Kind.PATTERN:
            self.words = {"text": (gettext_lazy("What it is good for here"), LONGEST_TEXT, 4)}
        super().__init__(content, data)

    def add_more(self) -> None:
        if self.kind == Kind.PATTERN:
            self._add_patterns()
        elif self.record is None:
            self.fields["key"] = asking.key()
        if self.kind in DATED:
            self.fields["day"] = forms.IntegerField(
                label=gettext_lazy("Day, counted from the start"),
                min_value=FIRST_DAY,
                max_value=LAST_DAY,
                help_text=gettext_lazy("0 is the first day, 7 a week later, -14 two weeks before."),
            )
            self.fields["role"] = forms.ChoiceField(
                label=gettext_lazy("Whose task it is"), required=False, choices=[("", _("none")), *self.roles]
            )
        if self.kind == Kind.GOAL:
            self.fields["measure"] = forms.ChoiceField(
                label=gettext_lazy("What is counted"), choices=Measured.choices
            )
            self.fields["target"] = forms.IntegerField(
                label=gettext_lazy("How many at least"), min_value=1, max_value=LARGEST_TARGET
            )
        if self.kind in FILLED:
            told = "; ".join(f"{{{name}}}: {meaning}" for name, meaning in PLACEHOLDERS.items())
            for name in self.fields:
                if name.startswith("text_"):
                    self.fields[name].help_text = told

    def _add_patterns(self) -> None:
        """To choose from once; later what it is good for is written anew, of the same one."""
        if self.record is None:
            self.fields["pattern"] = forms.ChoiceField(
                label=gettext_lazy("Learning pattern"), choices=[("", _("none")), *patterns.to_choose()]
            )
            self.order_fields(["pattern"])

    def key(self) -> str:
        """The name that somebody gives a new piece; a learning pattern brings its own."""
        return str(self.cleaned_data["pattern" if self.kind == Kind.PATTERN else "key"]).lower()

    def initial_of(self, record: Content) -> dict[str, Any]:
        told = {name: getattr(record, name) for name in ("day", "role", "measure", "target")}
        return {**super().initial_of(record), **told}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            asking.add_problems(self, problems(self.kind, cleaned(self.kind, self.content())), self.field_of)
        return said

    def content(self) -> Content:
        said = self.cleaned_data
        return Content(
            title=self.said("title") if "title" in self.words else Words(),
            text=self.said("text"),
            day=said.get("day"),
            role=said.get("role", ""),
            measure=said.get("measure", ""),
            target=said.get("target"),
            items=self.record.items if self.record else (),
            pattern=self.record.pattern if self.record else said.get("pattern", ""),
        )


class ThingsForm(forms.Form):
    """A table pasted or in a file: each wrong row is named, and nothing is taken in before all are right.

    Without a header, each line is a page of one wiki, or an item of Wikidata.
    """

    wiki = asking.wiki(
        gettext_lazy("Wiki of the pages"),
        gettext_lazy("Its name, its address, or its database such as swwiki; for lines without a table."),
    )
    lines = forms.CharField(
        label=gettext_lazy("Lines"),
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=gettext_lazy(
            "A title or an item such as Q42 in each line. Or a table with the columns what, name, wiki and "
            "address, where what is one of: page, item, edit, media, oral_history, data."
        ),
    )
    file = forms.FileField(label=gettext_lazy("Or a file (CSV, XLSX)"), required=False)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.things: list[Thing] = []

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        asking.one_wiki(self, said)
        if self.errors:
            return said
        found = self._rows(said)
        if not found and not self.errors:
            self.add_error("lines", _("Write or choose a list."))
        wikis = frozenset(known_wikis({each.wiki for _row, each in found if each.wiki}))
        sentences = [
            _("Row %(row)d: %(sentence)s") % {"row": row, "sentence": sentence}
            for row, each in found
            for _field, sentence in things.problems(each, wikis)
        ]
        report(self, sentences)
        self.things = [each for _row, each in found]
        return said

    def _rows(self, said: dict[str, Any]) -> list[tuple[int, Thing]]:
        lines = said["lines"].strip()
        if said["file"]:
            return self._table(said["file"])
        if is_table(lines):
            return self._table(BytesIO(lines.encode()))
        numbered = [(number, line.strip()) for number, line in enumerate(lines.splitlines(), 1)]
        return [(number, _of_line(line, said["wiki"])) for number, line in numbered if line][: MOST_ITEMS + 1]

    def _table(self, file: Any) -> list[tuple[int, Thing]]:
        rows, sentences = read_table(file, COLUMNS, MOST_ITEMS)
        report(self, sentences)
        return [(number, thing(**{name: value or "" for name, value in row.items()})) for number, row in rows]


def _of_line(line: str, wiki: str) -> Thing:
    is_item = line[:1] in "Qq" and line[1:].isdigit()
    return thing(What.ITEM if is_item else What.PAGE, line, wiki)


def is_table(lines: str) -> bool:
    """Whether the first line names columns."""
    first = lines.partition("\n")[0].casefold()
    names = {name.strip() for sign in ",;\t" for name in first.split(sign)}
    return {"what", "name"} <= names


def read_table(
    file: Any, columns: tuple[Column, ...], most: int
) -> tuple[list[tuple[int, dict[str, Any]]], list[str]]:
    """The rows that are sound by themselves, and a sentence for each that is not."""
    rows, sentences = [], []
    try:
        for row in checked(read(file, Limits(size=5_000_000, rows=most)), columns):
            if row.problems:
                sentences += [
                    _("Row %(row)d: %(sentence)s") % {"row": problem.row, "sentence": problem.sentence}
                    for problem in row.problems
                ]
            else:
                rows.append((row.number, row.values))
    except Unreadable as unreadable:
        sentences.append(str(unreadable))
    return rows, sentences


def report(form: forms.Form, sentences: list[str]) -> None:
    for sentence in sentences[:MOST_SENTENCES]:
        form.add_error(None, sentence)
    if len(sentences) > MOST_SENTENCES:
        more = len(sentences) - MOST_SENTENCES
        form.add_error(None, _("And %(count)d more like these.") % {"count": more})
