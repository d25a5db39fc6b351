from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.grants.funds.actions import RoundSaid
from thriving.grants.funds.actions.rounds import LONGEST_WAIT, LONGEST_WORK, problems
from thriving.grants.funds.forms import fields
from thriving.grants.funds.models import ApplicantKind, Round
from thriving.movement.forms.days import DayField
from thriving.movement.forms.groups import NamedField
from thriving.movement.forms.opened import OverForm
from thriving.movement.queries.called import languages_called
from thriving.movement.queries.groups import regions
from thriving.programs.initiatives.parts import to_choose
from thriving.ui import cldr

_AMOUNTS = ("budget", "least", "most")
_PLAIN = ("opens_on", "closes_on", "decides_by", "months", "shown_after", "priority")
_LISTS = ("regions", "languages", "applicants", "core_measures")


class RoundForm(OverForm):
    title = fields.line(gettext_lazy("Title"))
    about = fields.text(gettext_lazy("What it is looking for"))
    opens_on = DayField(label=gettext_lazy("First day"))
    closes_on = DayField(label=gettext_lazy("Last day"))
    decides_by = DayField(
        label=gettext_lazy("Decided by"),
        help_text=gettext_lazy("Those who apply are promised an answer by this day."),
    )
    budget = fields.AmountField(gettext_lazy("Budget"), help_text=gettext_lazy("Of all grants together."))
    least = fields.AmountField(gettext_lazy("The least that one can ask for"))
    most = fields.AmountField(gettext_lazy("The most that one can ask for"))
    months = forms.IntegerField(
        label=gettext_lazy("Months that the work may last"),
        min_value=1,
        max_value=LONGEST_WORK,
        initial=12,
    )
    shown_after = forms.IntegerField(
        label=gettext_lazy("Days until everybody reads what was handed in"),
        min_value=0,
        max_value=LONGEST_WAIT,
        initial=2,
    )

    def __init__(self, one: Round | None = None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(one) if one else {"least": "0"})
        self.round = one
        if one:
            self.over(lambda: _initial(Round.objects.get(pk=one.pk)))
        self.fields["currency"] = fields.CurrencyField(_("Currency"), kept=one.currency if one else "")
        self.fields["priority"] = forms.ChoiceField(
            label=_("Priority that it serves"),
            required=False,
            choices=[("", _("None")), *to_choose(priorities=_kept(one))[0]],
        )
        self.fields["regions"] = forms.MultipleChoiceField(
            label=_("Regions of the work"),
            choices=list(regions().items()),
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["applicants"] = forms.MultipleChoiceField(
            label=_("Who may apply"),
            required=False,
            choices=ApplicantKind.choices,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Without any, all of them."),
        )
        self.fields["languages"] = NamedField(
            label=_("Languages in which one may write"),
            help_text=_("Their names in any language, with commas between them. Without any, all of them."),
            called=languages_called,
            written=cldr.language_name,
            unknown=gettext_lazy("No language is called “%(name)s”."),
        )
        self.fields["core_measures"] = forms.MultipleChoiceField(
            label=_("Core measures"),
            required=False,
            choices=fields.shared_measures(),
            widget=forms.CheckboxSelectMultiple,
            help_text=_(
                "For each of these every proposal must set a target, and its reports say how far it came. "
                "Once the round was open, they stay as they are."
            ),
        )
        self.order_fields(
            ("key", "title", "about", "opens_on", "closes_on", "decides_by", "currency", *_AMOUNTS)
        )

    def clean(self) -> dict[str, Any]:
        it = super().clean() or {}
        if it.get("currency"):
            fields.read_amounts(self, _AMOUNTS, it["currency"])
        if not self.errors:
            for field, sentence in problems(self.said()):
                self.add_error(field or None, sentence)
        return it

    def said(self) -> RoundSaid:
        it, before = self.cleaned_data, self.round
        plain: dict[str, Any] = {name: it[name] for name in (*_AMOUNTS, *_PLAIN)}
        plain |= {name: tuple(it[name]) for name in _LISTS}
        return RoundSaid(
            title=fields.said_in(before.title if before else None, it["title"]),
            about=fields.said_in(before.about if before else None, it["about"]),
            **plain,
        )


class NewRoundForm(RoundForm):
    key = fields.KeyField()


def _kept(one: Round | None) -> list[str]:
    return [one.priority] if one and one.priority else []


def _initial(one: Round) -> dict[str, Any]:
    names = (*_AMOUNTS, *_PLAIN, *_LISTS, "currency")
    words = {"title": str(one.title), "about": str(one.about)}
    return {**words, **{name: getattr(one, name) for name in names}}
