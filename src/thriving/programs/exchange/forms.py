"""What officers and people type: a line, how they take part, a request, an answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import clock
from thriving.movement import spelling
from thriving.movement.forms import choosing
from thriving.movement.forms.days import DayInput
from thriving.movement.models import Affiliate
from thriving.programs.exchange.actions import LineTold, PartyTold
from thriving.programs.exchange.actions.asking import LONGEST
from thriving.programs.exchange.actions.lines import problems as problems_of_line
from thriving.programs.exchange.actions.parties import problems as problems_of_party
from thriving.programs.exchange.models import (
    MOST_AT_ONCE,
    AffiliateSkill,
    Depth,
    Outcome,
    Party,
    Reached,
    Refusal,
    Shown,
)

USUAL = timedelta(days=180)
_UNSAID = ("", gettext_lazy("I do not say"))


class FiltersForm(forms.Form):
    side = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    skill = forms.ChoiceField(label=gettext_lazy("Skill"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    region = forms.ChoiceField(label=gettext_lazy("Region"), required=False)

    def __init__(self, data: Any, languages: list[tuple[str, str]], regions: list[tuple[str, str]]) -> None:
        super().__init__(data)
        sides = AffiliateSkill._meta.get_field("side").choices or ()
        offered = {
            "side": sides,
            "skill": choosing.skills_by_group(),
            "language": languages,
            "region": regions,
        }
        for name, choices in offered.items():
            self.fields[name].choices = [("", _("any")), *choices]  # type: ignore[attr-defined]  # a choice


class LineForm(forms.Form):
    side = forms.ChoiceField(label=gettext_lazy("What you tell"), widget=forms.RadioSelect)
    skill = forms.ChoiceField(label=gettext_lazy("Skill"))
    level = forms.TypedChoiceField(
        label=gettext_lazy("How far it goes"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[_UNSAID, *Depth.choices],
    )
    languages = forms.CharField(
        label=gettext_lazy("Languages"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy(
            "By name or code, with commas between. Empty: those that your affiliate serves."
        ),
    )
    until = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        widget=DayInput,
        help_text=gettext_lazy("The last day; empty: until you take the line away."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=280,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy("One line, without names of people."),
    )
    shown_to = forms.ChoiceField(
        label=gettext_lazy("Who may see it"), choices=Shown.choices, initial=Shown.MEMBERS
    )

    def __init__(self, line: AffiliateSkill | None, data: Any = None) -> None:
        super().__init__(data, initial=_of_line(line) if line else None)
        sides = AffiliateSkill._meta.get_field("side").choices or ()
        self.fields["side"].choices = list(sides)  # type: ignore[attr-defined]  # a choice
        self.fields["skill"].choices = choosing.skills_by_group()  # type: ignore[attr-defined]  # the same

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["languages"] = tuple(self._languages(said.get("languages", "")))
        if not self.errors:
            for field, sentence in problems_of_line(self.told()):
                self.add_error(field, sentence)
        return said

    def told(self) -> LineTold:
        return LineTold(**{name: self.cleaned_data[name] for name in LineTold.__dataclass_fields__})

    def _languages(self, told: str) -> Iterator[str]:
        known = choosing.languages_by_name()
        for each in filter(None, (part.strip() for part in spelling.line(told).replace("،", ",").split(","))):
            if code := known.get(each.casefold()):
                yield code
            else:
                self.add_error("languages", _("No language here is called “%(told)s”.") % {"told": each})


class PartyForm(forms.Form):
    """How somebody takes part. Only a person says how they can be asked: an affiliate says it by line."""

    reached = forms.ChoiceField(
        label=gettext_lazy("How you can be asked"), choices=Reached.choices, widget=forms.RadioSelect
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Exchanges at once"),
        min_value=1,
        max_value=MOST_AT_ONCE,
        initial=2,
        help_text=gettext_lazy("Nobody asks you while so many are going on or wait for your answer."),
    )
    contact = forms.CharField(
        label=gettext_lazy("How the other side reaches you"),
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy("A talk page or an address. They read it once both of you have agreed."),
    )
    until = forms.DateField(
        label=gettext_lazy("Until"),
        widget=DayInput,
        help_text=gettext_lazy("The last day; within a year."),
    )

    def __init__(self, party: Party | None, affiliate: Affiliate | None, data: Any = None) -> None:
        super().__init__(data, initial=_of_party(party, affiliate))
        if affiliate is not None:
            del self.fields["reached"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in problems_of_party(self.told()):
                self.add_error(field, sentence)
        return said

    def told(self) -> PartyTold:
        return PartyTold(**self.cleaned_data)


class AskForm(forms.Form):
    """Which skill, and a line or two. Whoever is asked reads them before they know who asks."""

    skill = forms.ChoiceField(label=gettext_lazy("Skill"))
    words = forms.CharField(
        label=gettext_lazy("What it is about"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("Without names: it is read before both of you have agreed."),
    )

    def __init__(self, skills: list[tuple[str, str]], data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["skill"].choices = skills  # type: ignore[attr-defined]  # a choice


class RefusalForm(forms.Form):
    refusal = forms.ChoiceField(
        label=gettext_lazy("Why"), required=False, choices=[_UNSAID, *Refusal.choices]
    )
    words = forms.CharField(
        label=gettext_lazy("In a few words"),
        required=False,
        max_length=280,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    tell = forms.BooleanField(
        label=gettext_lazy("Tell them that I decline, and why"),
        required=False,
        help_text=gettext_lazy(
            "Otherwise it looks to them as if nobody had answered, until its day has passed."
        ),
    )


class SilentRefusalForm(RefusalForm):
    """Of what was passed on: they are never told that it reached anybody."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["tell"]


class OutcomeForm(forms.Form):
    answer = forms.ChoiceField(
        label=gettext_lazy("What came of it?"), choices=Outcome.Answer.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("What came of it, in a few words"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("The other side reads it."),
    )


def _of_line(line: AffiliateSkill) -> dict[str, Any]:
    told = {name: getattr(line, name) for name in ("side", "skill", "level", "until", "note", "shown_to")}
    return told | {"languages": ", ".join(line.languages)}


def _of_party(party: Party | None, affiliate: Affiliate | None) -> dict[str, Any]:
    if party is None:
        contact = affiliate.contact if affiliate else ""
        return {"until": clock.today() + USUAL, "contact": contact, "reached": Reached.PASSED_ON}
    return {name: getattr(party, name) for name in ("reached", "capacity", "contact", "until")}
