"""A campaign, and a place in one, as somebody types them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thriving.kernel.words import FALLBACK, Words
from thriving.movement.forms.days import DayInput
from thriving.movement.queries.groups import regions
from thriving.programs.campaigns.actions.campaign import LONGEST_TEXT, LONGEST_TITLE, Planned
from thriving.programs.campaigns.actions.campaign import problems as problems_of_plan
from thriving.programs.campaigns.actions.places import Placed
from thriving.programs.campaigns.actions.places import problems as problems_of_place
from thriving.programs.campaigns.forms import asking
from thriving.programs.campaigns.models import BoxVersion, Campaign, GoalRule, Instance
from thriving.programs.events.forms.words import (
    ANOTHER,
    another_language,
    languages_of,
    said_words,
    words_fields,
)

_TRACKING = {"": None, "yes": True, "no": False}
_NAMED = ("countries", "languages", "wikis")
_SAID = {None: "", True: "yes", False: "no"}


class WordsForm(forms.Form):
    """One field for each language in which there are words already, for English, and for the page's."""

    words: dict[str, tuple[Any, int, int]] = {}  # name → label, most characters, lines

    def __init__(self, record: Any = None, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={**(initial or {}), **(self.initial_of(record) if record else {})})
        self.record = record
        self.languages = languages_of(getattr(record, name) for name in self.words if record)
        for name, (label, most, rows) in self.words.items():
            self.fields |= words_fields(name, label, self.languages, most=most, rows=rows)
        self.fields[ANOTHER] = another_language()
        self.add_more()

    def add_more(self) -> None:
        """Fields that one form alone has."""

    def initial_of(self, record: Any) -> dict[str, Any]:
        return {f"{name}_{code}": text for name in self.words for code, text in getattr(record, name).items()}

    def said(self, name: str) -> Words:
        return said_words(name, self.languages, self.cleaned_data)

    def field_of(self, problem: str) -> str | None:
        return f"{problem}_{self.languages[0]}" if problem in self.words else problem


class CampaignForm(WordsForm):
    words = {
        "title": (_("Title"), LONGEST_TITLE, 0),
        "theme": (_("Theme"), LONGEST_TITLE, 0),
        "text": (_("What it is about"), LONGEST_TEXT, 5),
    }

    def add_more(self) -> None:
        self.fields |= {
            "starts_on": forms.DateField(label=_("First day"), required=False, widget=DayInput),
            "ends_on": forms.DateField(label=_("Last day"), required=False, widget=DayInput),
            "countries": asking.countries(),
            "languages": asking.languages(),
            "wikis": asking.wikis(),
            "goal_rule": forms.ChoiceField(
                label=_("It reached what it wanted with"), choices=GoalRule.choices, widget=forms.RadioSelect
            ),
        }
        self.initial.setdefault("goal_rule", GoalRule.ALL)
        self._add_what_it_serves()

    def _add_what_it_serves(self) -> None:
        if initiatives := asking.initiative_choices():
            choices = [("", _("none")), *initiatives]
            self.fields["initiative"] = forms.ChoiceField(
                label=_("Initiative"), required=False, choices=choices
            )
        if priorities := asking.scope_choices("priority"):
            self.fields["serves"] = forms.MultipleChoiceField(
                label=_("What it serves in the plan"),
                required=False,
                choices=priorities,
                widget=forms.CheckboxSelectMultiple,
            )

    def initial_of(self, record: Campaign) -> dict[str, Any]:
        plain = ("starts_on", "ends_on", "goal_rule", "initiative", "serves", *_NAMED)
        return {**super().initial_of(record), **{name: getattr(record, name) for name in plain}}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            asking.add_problems(self, problems_of_plan(self.planned()), self.field_of)
        return said

    def planned(self) -> Planned:
        said = self.cleaned_data
        return Planned(
            title=self.said("title"),
            theme=self.said("theme"),
            text=self.said("text"),
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
            countries=said["countries"],
            languages=said["languages"],
            wikis=said["wikis"],
            serves=tuple(said.get("serves", ())),
            initiative=said.get("initiative", ""),
            goal_rule=said["goal_rule"],
            language=get_language() or FALLBACK,
        )


class NewCampaignForm(CampaignForm):
    """``version``: of the box that it is made from; then the first day is asked for, and the last follows."""

    def __init__(self, version: BoxVersion | None = None, data: Any = None) -> None:
        super().__init__(None, data, _from_box(version) if version else None)
        self.fields["key"] = asking.key()
        if version:
            self.fields["starts_on"].required = True
            self.fields["starts_on"].help_text = _("All days of the box are counted from it.")
            self.fields["ends_on"].help_text = _("Empty: as long as the box says.")
        self.order_fields([*[f"title_{code}" for code in self.languages], "key", "starts_on", "ends_on"])


def _from_box(version: BoxVersion) -> dict[str, Any]:
    return {f"title_{code}": text for code, text in version.title.items()}


class PlaceForm(WordsForm):
    words = {
        "title": (_("What it is called there"), LONGEST_TITLE, 0),
        "text": (_("What happens there"), LONGEST_TEXT, 5),
    }

    def __init__(self, campaign: Campaign, record: Instance | None = None, data: Any = None) -> None:
        self.campaign = campaign
        super().__init__(record, data)

    def add_more(self) -> None:
        self.fields |= {
            "country": forms.ChoiceField(
                label=_("Country"), required=False, choices=asking.country_choices()
            ),
            "region": forms.ChoiceField(
                label=_("Or a whole region"),
                required=False,
                choices=[("", _("none")), *regions().items()],
            ),
            "affiliate": forms.SlugField(
                label=_("Affiliate that holds it"),
                required=False,
                max_length=60,
                help_text=_("By the last part of the address of its page."),
            ),
            "languages": asking.languages(),
            "starts_on": forms.DateField(
                label=_("First day there"),
                required=False,
                widget=DayInput,
                help_text=_("Empty: as in the whole campaign."),
            ),
            "ends_on": forms.DateField(label=_("Last day there"), required=False, widget=DayInput),
            "tracking": forms.ChoiceField(
                label=_("Are contributions recorded there?"),
                required=False,
                choices=[
                    ("", _("As the rule says: yes, save where taking part can be dangerous")),
                    ("yes", _("Yes")),
                    ("no", _("No")),
                ],
            ),
        }

    def initial_of(self, record: Instance) -> dict[str, Any]:
        plain = ("country", "region", "affiliate", "languages", "starts_on", "ends_on")
        told = {name: getattr(record, name) for name in plain}
        return {**super().initial_of(record), **told, "tracking": _SAID[record.tracking]}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            asking.add_problems(self, problems_of_place(self.campaign, self.placed()), self.field_of)
        return said

    def placed(self) -> Placed:
        said = self.cleaned_data
        plain = ("country", "region", "affiliate", "languages", "starts_on", "ends_on")
        return Placed(
            title=self.said("title"),
            text=self.said("text"),
            tracking=_TRACKING[said["tracking"]],
            **{name: said[name] for name in plain},
        )


class NewPlaceForm(PlaceForm):
    """``versions``: of boxes that it may be made from."""

    def __init__(self, campaign: Campaign, versions: list[BoxVersion], data: Any = None) -> None:
        super().__init__(campaign, None, data)
        self.versions = {str(each.pk): each for each in versions}
        self.fields["key"] = asking.key()
        if versions:
            named = [(pk, f"{each.title} ({each.number})") for pk, each in self.versions.items()]
            self.fields["box"] = forms.ChoiceField(
                label=_("Made from the box"), required=False, choices=[("", _("none")), *named]
            )
            self.initial["box"] = str(campaign.box_version_id or "")
        self.order_fields([*[f"title_{code}" for code in self.languages], "key", "country", "region"])

    @property
    def version(self) -> BoxVersion | None:
        return self.versions.get(self.cleaned_data.get("box", ""))


class ReasonForm(forms.Form):
    reason = asking.text(_("Reason"), _("Everybody reads it."))


class LearnedForm(forms.Form):
    learned = asking.text(
        _("What was learned"), _("Everybody reads it; also what did not go as you hoped."), rows=6
    )
