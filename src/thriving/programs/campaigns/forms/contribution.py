"""Contributions, as whoever made them or whoever organizes types them."""

from __future__ import annotations

from io import BytesIO
from typing import Any, BinaryIO

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import clock
from thriving.movement.forms.days import DayInput
from thriving.programs.campaigns.actions.contributions import Told, problems
from thriving.programs.campaigns.actions.doing import Holder, known_wikis
from thriving.programs.campaigns.forms import asking
from thriving.programs.campaigns.forms.piece import LONGEST_LIST
from thriving.programs.campaigns.models import Done
from thriving.programs.campaigns.things import LONGEST, What, thing
from thriving.programs.events.models import Event


class ContributionForm(forms.Form):
    """One's own."""

    what = forms.ChoiceField(label=gettext_lazy("What it is"), choices=What.choices)
    name = forms.CharField(
        label=gettext_lazy("What it is called"),
        max_length=LONGEST,
        help_text=gettext_lazy("The title of the page, the item such as Q42, the name of the file."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    wiki = asking.wiki(
        gettext_lazy("On which wiki"), gettext_lazy("Its name, its address, or its database such as swwiki.")
    )
    address = forms.URLField(
        label=gettext_lazy("Where it can be seen"), required=False, max_length=500, assume_scheme="https"
    )
    done = forms.ChoiceField(label=gettext_lazy("What you did"), choices=Done.choices)
    on = forms.DateField(label=gettext_lazy("On which day"), widget=DayInput)
    language = asking.languages()
    may_measure = forms.BooleanField(
        label=gettext_lazy("What else I edit on the wikis may be counted for this campaign"),
        required=False,
        help_text=gettext_lazy(
            "Once it is confirmed, what else you edit on the wikis of the campaign in its days is counted "
            "too: in sums of many people, never by name."
        ),
    )

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
        asking.one_wiki(self, said)
        if not self.errors:
            told = self.told()
            wikis = frozenset(known_wikis([told.thing.wiki]))
            asking.add_problems(self, problems(self.holder, told, wikis), lambda name: name)
        return said

    def told(self) -> Told:
        said = self.cleaned_data
        it = thing(said["what"], said["name"], said["wiki"], said["address"])
        event = self.events.get(said.get("event", ""))
        language, agreed = "".join(said["language"]), said["may_measure"]
        return Told(it, said["done"], said["on"], language, event=event, may_measure=agreed)


class ContributionsForm(forms.Form):
    """A table with a row for each contribution, pasted or in a file."""

    lines = forms.CharField(
        label=gettext_lazy("Table"),
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=gettext_lazy(
            "The first row names the columns: user, what, name, done, on, and if you like wiki, address, "
            "language, may_measure. user is a name on the wikis; done is one of: created, improved, "
            "uploaded, translated, recorded; on is a day such as 2026-03-10. Write yes under may_measure "
            "for those who agreed that what else they edit on the wikis of the campaign in its days is "
            "counted in its sums; nobody else is."
        ),
    )
    file = forms.FileField(label=gettext_lazy("Or a file (CSV, XLSX)"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and bool(said.get("file")) == bool(said.get("lines", "").strip()):
            self.add_error("lines", _("Choose a file or paste a table: one of the two."))
        return said

    def table(self) -> tuple[BinaryIO, str]:
        """What to read, and what it is called."""
        if file := self.cleaned_data["file"]:
            return file, file.name
        return BytesIO(self.cleaned_data["lines"].encode()), _("Pasted table")


class DecideForm(forms.Form):
    """``rows``: those that this reader may decide; nothing else is taken."""

    def __init__(self, rows: list[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        self.fields["rows"] = forms.MultipleChoiceField(
            choices=rows, error_messages={"required": _("Choose at least one row.")}
        )
        self.fields["reason"] = forms.CharField(required=False, max_length=500)
