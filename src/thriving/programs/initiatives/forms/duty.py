from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement import scopes
from thriving.movement.forms.days import DayInput
from thriving.programs.initiatives import parts, vocabulary
from thriving.programs.initiatives.actions import DutyDescribed
from thriving.programs.initiatives.actions.described import LONGEST_TEXT, LONGEST_TITLE
from thriving.programs.initiatives.actions.duties import duty_problems
from thriving.programs.initiatives.forms import fields
from thriving.programs.initiatives.models import Duty

WORDS = ("title", "team", "text", "why_none")
PLAIN = ("kind", "scope", "priority", "begins_on")


class DutyForm(forms.Form):
    title = fields.line_field(gettext_lazy("Title"), LONGEST_TITLE, required=True)
    team = fields.line_field(
        gettext_lazy("Who holds it"), LONGEST_TITLE, gettext_lazy("A team, not a person."), required=True
    )
    text = fields.text_field(gettext_lazy("What is done"), LONGEST_TEXT)
    begins_on = forms.DateField(label=gettext_lazy("Held since"), widget=DayInput)
    why_none = fields.text_field(
        gettext_lazy("Why it serves no priority"),
        LONGEST_TEXT,
        gettext_lazy("Only where it serves none: everybody reads it."),
        3,
    )

    def __init__(self, duty: Duty | None = None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(duty) if duty else None)
        self.duty = duty
        self.language = fields.writing_language(duty)
        self.fields |= _choosing(duty)
        self.order_fields(("title", "kind", "team", "scope", "text", "begins_on", "priority"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in duty_problems(self.described(), self.duty.priority if self.duty else ""):
                self.add_error(field, sentence)
        return said

    def described(self) -> DutyDescribed:
        said = self.cleaned_data
        values: dict[str, Any] = {name: said[name] for name in PLAIN}
        values |= {name: fields.rewritten(self.duty, name, self.language, said[name]) for name in WORDS}
        return DutyDescribed(**values, language=self.language)


class NewDutyForm(DutyForm):
    key = fields.key_field()

    def __init__(self, duty: Duty | None = None, data: Any = None) -> None:
        super().__init__(duty, data)
        self.order_fields(("title", "key"))


def _choosing(duty: Duty | None) -> dict[str, forms.Field]:
    priorities, _key_results = parts.to_choose([duty.priority] if duty and duty.priority else ())
    regions = [(scope, str(name)) for scope, name in scopes.choices("region").items()]
    nothing = ("", _("The whole movement"))
    return {
        "kind": forms.ChoiceField(label=_("Kind"), choices=vocabulary.choices("duties")),
        "scope": forms.ChoiceField(label=_("For which region"), choices=[nothing, *regions], required=False),
        "priority": forms.ChoiceField(
            label=_("Which priority of the plan it serves"),
            choices=[("", _("None")), *priorities],
            required=False,
        ),
    }


def _initial(duty: Duty) -> dict[str, Any]:
    words = {name: getattr(duty, name).best(duty.language)[0] for name in WORDS}
    return {**words, **{name: getattr(duty, name) for name in PLAIN}}
