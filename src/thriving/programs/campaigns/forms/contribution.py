"""Contributions, as whoever made them or whoever organizes types them."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import clock
from thriving.kernel.tables import Column
from thriving.movement.forms.days import DayInput
from thriving.programs.campaigns.actions.contributions import MOST_AT_ONCE, Told, problems
from thriving.programs.campaigns.actions.doing import Holder, known_wikis
from thriving.programs.campaigns.forms import asking
from thriving.programs.campaigns.forms.piece import LONGEST_LIST, read_table, report
from thriving.programs.campaigns.models import Done
from thriving.programs.campaigns.things import LONGEST, What, thing
from thriving.programs.events.models import Event

COLUMNS = (
    Column("user", required=True),
    Column("what", required=True, choices=tuple(What.values)),
    Column("name", required=True),
    Column("done", required=True, choices=tuple(Done.values)),
    Column("on", "date", required=True),
    Column("wiki"),
    Column("address"),
    Column("language"),
)


class ContributionForm(forms.Form):
    """One's own."""

    what = forms.ChoiceField(label=gettext_lazy("What it is"), choices=What.choices)
    name = forms.CharField(
        label=gettext_lazy("What it is called"),
        max_length=LONGEST,
        help_text=gettext_lazy("The title of the page, the item such as Q42, the name of the file."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    wiki = forms.CharField(
        label=gettext_lazy("On which wiki"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("The name of its database, such as swwiki."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}),
    )
    address = forms.URLField(
        label=gettext_lazy("Where it can be seen"), required=False, max_length=500, assume_scheme="https"
    )
    done = forms.ChoiceField(label=gettext_lazy("What you did"), choices=Done.choices)
    on = forms.DateField(label=gettext_lazy("On which day"), widget=DayInput)
    language = asking.languages()

    def __init__(self, holder: Holder, events: list[Event], data: Any = None) -> None:
        super().__init__(data, initial={"on": clock.today()})
        self.holder, self.events = holder, {each.key: each for each in events}
        if events:
            choices = [("", _("none")), *((key, str(each.title)) for key, each in self.events.items())]
            self.fields["event"] = forms.ChoiceField(
                label=gettext_lazy("At which event"), required=False, choices=choices
            )
        self.fields["language"].label = gettext_lazy("In which language")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if len(said.get("language") or ()) > 1:
            self.add_error("language", _("One language for one contribution."))
        if not self.errors:
            told = self.told()
            wikis = frozenset(known_wikis([told.thing.wiki]))
            asking.add_problems(self, problems(self.holder, told, wikis), lambda name: name)
        return said

    def told(self) -> Told:
        said = self.cleaned_data
        it = thing(said["what"], said["name"], said["wiki"], said["address"])
        event = self.events.get(said.get("event", ""))
        return Told(it, said["done"], said["on"], "".join(said["language"]), event=event)


class ContributionsForm(forms.Form):
    """A table with a row for each contribution: all of it is taken in, or nothing."""

    lines = forms.CharField(
        label=gettext_lazy("Table"),
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=gettext_lazy(
            "The first row names the columns: user, what, name, done, on, and if you like wiki, address, "
            "language. user is a name on the wikis; done is one of: created, improved, uploaded, translated, "
            "recorded; on is a day such as 2026-03-10."
        ),
    )
    file = forms.FileField(label=gettext_lazy("Or a file (CSV, XLSX)"), required=False)

    def __init__(self, holder: Holder, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.holder = holder
        self.told: list[Told] = []

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        file = said.get("file") or (said.get("lines") and BytesIO(said["lines"].encode()))
        if self.errors or not file:
            self.add_error("lines", _("Write or choose a list."))
            return said
        rows, sentences = read_table(file, COLUMNS, MOST_AT_ONCE)
        told = [(number, _told(row)) for number, row in rows]
        wikis = frozenset(known_wikis({each.thing.wiki for _number, each in told}))
        sentences += [
            _("Row %(row)d: %(sentence)s") % {"row": number, "sentence": sentence}
            for number, each in told
            for _field, sentence in problems(self.holder, each, wikis)
        ]
        report(self, sentences)
        self.told = [each for _number, each in told]
        return said


def _told(row: dict[str, Any]) -> Told:
    text = {name: row.get(name) or "" for name in ("what", "name", "wiki", "address", "user", "language")}
    it = thing(text["what"], text["name"], text["wiki"], text["address"])
    day: date = row["on"]
    return Told(it, row["done"], day, text["language"], text["user"])


class DecideForm(forms.Form):
    """``rows``: those that this reader may decide; nothing else is taken."""

    def __init__(self, rows: list[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        self.fields["rows"] = forms.MultipleChoiceField(
            choices=rows, error_messages={"required": _("Choose at least one row.")}
        )
        self.fields["reason"] = forms.CharField(required=False, max_length=500)
