from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement.forms import choosing
from thriving.movement.forms.days import DayInput
from thriving.movement.queries.groups import regions
from thriving.programs.initiatives import parts, vocabulary
from thriving.programs.initiatives.actions import Described, problems
from thriving.programs.initiatives.actions.described import LONGEST_CONTACT, LONGEST_TEXT, LONGEST_TITLE
from thriving.programs.initiatives.actions.logic import LONGEST_LINE, MOST_LINES
from thriving.programs.initiatives.forms import fields
from thriving.programs.initiatives.models import Initiative, Pace
from thriving.programs.initiatives.models.initiative import LOGIC

WORDS = ("title", "text", "how")
CODES = (
    *("gives", "audiences", "barriers", "stages", "topics"),
    *("countries", "regions", "languages", "priorities", "key_results"),
)
PLAIN = ("how_url", "contact", "opens_on", "closes_on", "hours", "pace", "places")


class InitiativeForm(forms.Form):
    """All of it but its translations, its logic model and its people, which have pages of their own."""

    title = fields.line_field(gettext_lazy("Title"), LONGEST_TITLE, required=True)
    text = fields.text_field(
        gettext_lazy("What it is"), LONGEST_TEXT, gettext_lazy("In words that a newcomer understands.")
    )
    how = fields.text_field(gettext_lazy("How to take part"), LONGEST_TEXT)
    how_url = fields.page_field(gettext_lazy("Page where one takes part"))
    contact = fields.line_field(
        gettext_lazy("How to reach the team"),
        LONGEST_CONTACT,
        gettext_lazy("Everybody sees it: an address of the team, not of a person."),
    )
    opens_on = forms.DateField(
        label=gettext_lazy("First day on which one can join"), required=False, widget=DayInput
    )
    closes_on = forms.DateField(
        label=gettext_lazy("Last day on which one can join"), required=False, widget=DayInput
    )
    hours = forms.IntegerField(
        label=gettext_lazy("How many hours it asks of those who take part"), required=False, min_value=1
    )
    pace = forms.ChoiceField(label=gettext_lazy("These are"), choices=Pace.choices)
    places = forms.IntegerField(
        label=gettext_lazy("Places"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("Empty where all who come can join."),
    )

    def __init__(self, initiative: Initiative | None = None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(initiative) if initiative else {"pace": Pace.WEEKLY})
        self.initiative = initiative
        self.language = fields.writing_language(initiative)
        self.fields |= _choosing(initiative)
        self.order_fields((*WORDS, "how_url", "contact", *CODES))

    @property
    def topic_groups(self) -> list[dict[str, Any]]:
        return fields.topic_groups(self["topics"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            kept = {*self.initiative.priorities, *self.initiative.key_results} if self.initiative else set()
            for field, sentence in problems(self.described(), kept):
                self.add_error(field if field in self.fields else None, sentence)
        return said

    def described(self) -> Described:
        said = self.cleaned_data
        values: dict[str, Any] = {name: said[name] for name in PLAIN}
        values |= {name: fields.rewritten(self.initiative, name, self.language, said[name]) for name in WORDS}
        values |= {name: tuple(said.get(name) or ()) for name in CODES}
        return Described(**values, language=self.language)


class NewInitiativeForm(InitiativeForm):
    key = fields.key_field()

    def __init__(self, initiative: Initiative | None = None, data: Any = None) -> None:
        super().__init__(initiative, data)
        self.order_fields(("title", "key"))


class LogicForm(forms.Form):
    """A line for each thing, in the initiative's own language."""

    LABELS = {
        "inputs": gettext_lazy("What goes in"),
        "activities": gettext_lazy("What is done"),
        "outputs": gettext_lazy("What comes out"),
        "outcomes": gettext_lazy("What changes by it"),
    }

    def __init__(self, initiative: Initiative, data: Any = None) -> None:
        language = initiative.language
        initial = {
            part: "\n".join(each.best(language)[0] for each in initiative.logic_of(part)) for part in LOGIC
        }
        super().__init__(data, initial=initial)
        for part in LOGIC:
            self.fields[part] = fields.text_field(
                self.LABELS[part], (LONGEST_LINE + 2) * MOST_LINES, gettext_lazy("One thing on each line.")
            )

    def lines(self) -> dict[str, list[str]]:
        return {part: self.cleaned_data[part].splitlines() for part in LOGIC}


def _choosing(initiative: Initiative | None) -> dict[str, forms.Field]:
    priorities, key_results = parts.to_choose(
        initiative.priorities if initiative else (), initiative.key_results if initiative else ()
    )
    everywhere = _("Without a country or region, it is for everywhere.")
    return {
        "gives": fields.several(_("What it gives"), vocabulary.choices("gives")),
        "audiences": fields.several(_("For whom"), vocabulary.choices("audiences")),
        "barriers": fields.several(
            _("Which barriers it lowers"),
            vocabulary.choices("barriers"),
            _("What keeps people out elsewhere."),
        ),
        "stages": fields.several(_("For which stage of a project"), vocabulary.choices("stages")),
        "topics": fields.several(_("Topics"), choosing.skills_by_group),
        "countries": fields.countries(),
        "regions": fields.several(_("Whole regions"), list(regions().items()), everywhere),
        "languages": fields.languages(_("Languages in which one can take part")),
        "priorities": fields.several(_("Which priorities of the plan it serves"), priorities),
        "key_results": fields.several(_("Which key results it serves"), key_results),
    }


def _initial(initiative: Initiative) -> dict[str, Any]:
    words = {name: getattr(initiative, name).best(initiative.language)[0] for name in WORDS}
    return {**words, **{name: getattr(initiative, name) for name in (*CODES, *PLAIN)}}
