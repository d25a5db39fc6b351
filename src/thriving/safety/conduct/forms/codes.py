from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel.words import Words
from thriving.movement import scopes
from thriving.movement.actions.groups import LONGEST_KEY, key_problem
from thriving.movement.forms.opened import OverForm
from thriving.programs.asking.forms import LanguageField
from thriving.safety.conduct.actions.codes import LONGEST_PURPOSE, LONGEST_TITLE, CodeSaid, problems
from thriving.safety.conduct.actions.writing import LONGEST_NOTE
from thriving.safety.conduct.forms import fields
from thriving.safety.conduct.models import Code


class CodeForm(OverForm):
    title = fields.line(gettext_lazy("Title"), LONGEST_TITLE)
    purpose = fields.text(gettext_lazy("Whom it is for, and why"), LONGEST_PURPOSE, required=False)

    def __init__(self, code: Code | None = None, data: Any = None) -> None:
        initial = {"title": str(code.title), "purpose": str(code.purpose)} if code else None
        super().__init__(data, initial=initial)
        self.code = code
        if code:
            self.over(lambda: Code.objects.values_list("title", "purpose").get(pk=code.pk))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors:
            for field, sentence in problems(self.said()):
                self.add_error(field, sentence)
        return told

    def said(self) -> CodeSaid:
        code, said = self.code, self.cleaned_data
        return CodeSaid(
            fields.said_in(code.title if code else None, said["title"]),
            fields.said_in(code.purpose if code else None, said["purpose"]),
        )


class NewCodeForm(CodeForm):
    key = forms.CharField(
        label=gettext_lazy("Name in addresses"),
        max_length=LONGEST_KEY,
        help_text=gettext_lazy("Small Latin letters, digits and hyphens. It stays as it is for good."),
    )
    scope = forms.ChoiceField(label=gettext_lazy("Where it holds"), required=False)
    field_order = ("title", "key", "scope")

    def __init__(self, data: Any = None) -> None:
        super().__init__(None, data)
        self.fields["scope"].choices = [("", _("in the whole movement")), *_affiliates()]  # type: ignore[attr-defined]

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"])
        if sentence := key_problem(key):
            raise forms.ValidationError(sentence)
        return key


class RolesForm(OverForm):
    roles = fields.roles_to_choose(
        gettext_lazy("Roles that ask for it"),
        gettext_lazy(
            "Whoever holds one of these only reads with it until they have acknowledged the version in force."
        ),
    )

    def __init__(self, code: Code, data: Any = None) -> None:
        super().__init__(data, initial={"roles": _asked(code)})
        self.over(lambda: _asked(code))


class DraftForm(forms.Form):
    binding = LanguageField(
        label=gettext_lazy("Language that binds"),
        help_text=gettext_lazy("Where two languages differ, the text in this one counts."),
    )
    changes = fields.text(gettext_lazy("What is new in it"), LONGEST_NOTE, rows=2, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"binding": fields.here_written()})

    def changes_said(self) -> Words:
        return Words({fields.here(): self.cleaned_data["changes"]})


def _asked(code: Code) -> list[str]:
    return sorted(code.roles.values_list("role", flat=True))


def _affiliates() -> list[tuple[str, str]]:
    return sorted((key, str(name)) for key, name in scopes.choices("affiliate").items())
