"""What is typed of reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from thriving.grants.agreements.models import Agreement
from thriving.grants.proposals.models import BudgetLine, ChosenMeasure
from thriving.grants.reports.actions import receipts, scheduling, writing
from thriving.grants.reports.actions.receipts import LONGEST_WORDS, Paid
from thriving.grants.reports.actions.scheduling import Planned
from thriving.grants.reports.actions.writing import LONGEST_NOTE, LONGEST_TEXT, Said, Written, name_of
from thriving.grants.reports.from_records import Recorded
from thriving.grants.reports.models import Kind, Report, ReportState, Result, Spending
from thriving.kernel.money import Money, MoneyRefused, typed
from thriving.kernel.words import FALLBACK
from thriving.movement.actions.groups import LONGEST_TEXT as LONGEST_REASON
from thriving.movement.forms.days import DayField

Text = Any  # as Django takes it: a text, or one that waits for its language


def _text(label: Text, longest: int, help_text: Text = "", *, required: bool = False) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 6, "dir": "auto"})
    return forms.CharField(
        label=label, required=required, max_length=longest, widget=box, help_text=help_text
    )


def _note() -> forms.CharField:
    line = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(label=gettext_lazy("Note"), required=False, max_length=LONGEST_NOTE, widget=line)


class MoneyField(forms.CharField):
    """An amount in one currency, as people write it; empty is no amount."""

    def __init__(self, currency: str, **options: Any) -> None:
        super().__init__(max_length=40, **options)
        self.currency = currency
        self.widget.attrs.update({"inputmode": "decimal", "dir": "ltr"})

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        if not said:
            return None
        try:
            return typed(said, self.currency)
        except MoneyRefused as refused:
            raise ValidationError(str(refused)) from refused


class RegisterForm(forms.Form):
    """What the register of grants is asked for."""

    def __init__(
        self, asked: Mapping[str, Any], regions: Mapping[str, str], priorities: Mapping[str, str]
    ) -> None:
        super().__init__(initial=dict(asked))
        named = (("region", _("Region"), regions), ("priority", _("Priority"), priorities))
        for name, label, choices in named:
            self.fields[name] = forms.ChoiceField(
                label=label, required=False, choices=[("", _("any")), *choices.items()]
            )


class ScheduleForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Which report"), choices=Kind)
    covers_from = DayField(label=gettext_lazy("First day that it covers"))
    covers_until = DayField(label=gettext_lazy("Last day that it covers"))
    due_on = DayField(label=gettext_lazy("Due on"))

    def __init__(self, agreement: Agreement, data: Any = None) -> None:
        super().__init__(
            data, initial={"covers_from": agreement.begins_on, "covers_until": agreement.ends_on}
        )
        self.agreement = agreement

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in scheduling.problems(self.agreement, self.planned()):
                self.add_error(field, sentence)
        return said

    def planned(self) -> Planned:
        return Planned(**{name: self.cleaned_data[name] for name in Planned.__dataclass_fields__})


class DayForm(forms.Form):
    due_on = DayField(label=gettext_lazy("New day"))
    why = _text(gettext_lazy("Why"), LONGEST_REASON, required=True)


class WordsForm(forms.Form):
    words = _text(gettext_lazy("What is to be changed"), LONGEST_REASON, required=True)


class AcceptForm(forms.Form):
    words = _text(gettext_lazy("A word to those who wrote it"), LONGEST_REASON)


class ReasonForm(forms.Form):
    reason = _text(gettext_lazy("Reason"), LONGEST_REASON, required=True)


class ListForm(forms.Form):
    state = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[("", gettext_lazy("any")), *ReportState.choices]
    )
    overdue = forms.BooleanField(label=gettext_lazy("Only overdue ones"), required=False)


class ReportForm(forms.Form):
    """The texts; `MeasureForm` and `LineForm` for each measure and line stand below."""

    done = _text(
        gettext_lazy("What was done, and what came of it"),
        LONGEST_TEXT,
        gettext_lazy("Everybody reads it once it is accepted: name nobody who has not agreed to it."),
    )
    learned = _text(
        gettext_lazy("What was learned"),
        LONGEST_TEXT,
        gettext_lazy("Also what went otherwise than planned. No grant is judged by it."),
    )
    ahead = _text(gettext_lazy("What comes next"), LONGEST_TEXT)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, report: Report, data: Any = None) -> None:
        names = ("done", "learned", "ahead", "revision")
        super().__init__(data, initial={name: getattr(report, name) for name in names})


class MeasureForm(forms.Form):
    """As long as nobody has said how far they came, it says what the records do."""

    value = forms.DecimalField(
        label=gettext_lazy("Reached"),
        required=False,
        min_value=0,
        max_digits=15,
        decimal_places=3,
        help_text=gettext_lazy("0 is an answer too."),
    )
    note = _note()

    def __init__(self, data: Any, prefix: str, result: Result | None, told: Recorded) -> None:
        said = {"value": _kept(result.value), "note": result.note} if result else {}
        is_filled = said.get("value") is None and told.value is not None
        super().__init__(
            data, prefix=prefix, initial={**said, "value": _kept(told.value)} if is_filled else said
        )
        if is_filled:
            self.fields["value"].help_text = _(
                "Filled in from the records, with people in whole tens. Where yours differs, write yours, "
                "and why in the note."
            )


class LineForm(forms.Form):
    note = _note()

    def __init__(self, currency: str, data: Any, prefix: str, initial: Any) -> None:
        super().__init__(data, prefix=prefix, initial=initial)
        self.fields["value"] = MoneyField(currency, label=gettext_lazy("Spent"), required=False)
        self.order_fields(["value", "note"])


class Whole:
    """The forms of a report together: one page, one button."""

    def __init__(self, report: Report, told: Mapping[int, Recorded], data: Any = None) -> None:
        self.report = report
        self.texts = ReportForm(report, data)
        results = {each.measure_id: each for each in report.results.all()}
        spent = {each.line_id: each for each in _with_receipts(report)}
        self.measures = [
            (
                each,
                name_of(each),
                MeasureForm(data, f"measure-{each.pk}", results.get(each.pk), told.get(each.pk, Recorded())),
            )
            for each in writing.measures_of(report)
        ]
        currency = report.agreement.currency
        self.lines = [
            (each, LineForm(currency, data, f"line-{each.pk}", _spent(spent.get(each.pk))))
            for each in writing.lines_of(report)
        ]

    @property
    def all(self) -> list[forms.Form]:
        return [
            self.texts,
            *(form for _each, _name, form in self.measures),
            *(form for _each, form in self.lines),
        ]

    def is_valid(self) -> bool:
        found = [form.is_valid() for form in self.all]  # each, so that each says what is wrong in it
        return all(found)

    def written(self) -> Written:
        said = self.texts.cleaned_data
        return Written(
            done=said["done"],
            learned=said["learned"],
            ahead=said["ahead"],
            language=get_language() or FALLBACK,
            results=_said((each, form) for each, _name, form in self.measures),
            spent=_said(self.lines),
        )


def _kept(value: Decimal | None) -> Decimal | None:
    """As many digits as a result keeps."""
    return value if value is None else Decimal(_plain(round(value, 3)))


def _with_receipts(report: Report) -> QuerySet[Spending]:
    return report.spendings.select_related("report__agreement").prefetch_related("receipts")


def _spent(spending: Spending | None) -> dict[str, Any]:
    """As long as nobody has said what was spent, what the receipts come to."""
    if spending is None:
        return {}
    amount = spending.by_receipts.amount or None if spending.amount is None else spending.amount
    return {"value": "" if amount is None else _plain(amount), "note": spending.note}


def _plain(amount: Decimal) -> str:
    """As it can be typed again."""
    return f"{amount:f}".rstrip("0").rstrip(".") if amount % 1 else f"{amount:.0f}"


def _said(forms_: Iterable[tuple[BudgetLine | ChosenMeasure, forms.Form]]) -> dict[int, Said]:
    return {each.pk: Said(form.cleaned_data["value"], form.cleaned_data["note"]) for each, form in forms_}


class ReceiptForm(forms.Form):
    line = forms.TypedChoiceField(label=gettext_lazy("Line of the budget"), coerce=int)
    words = forms.CharField(
        label=gettext_lazy("What was paid"),
        max_length=LONGEST_WORDS,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    on = DayField(label=gettext_lazy("Paid on"))
    file = forms.FileField(
        label=gettext_lazy("Receipt"),
        help_text=gettext_lazy("A PDF or a picture. Nobody but your side and the officers opens it."),
    )

    def __init__(self, report: Report, data: Any = None, sent: Any = None) -> None:
        super().__init__(data, sent)
        self.report = report
        self.fields["line"].choices = [(each.pk, each.title) for each in writing.lines_of(report)]  # type: ignore[attr-defined] # a choice
        self.fields["amount"] = MoneyField(report.agreement.currency, label=gettext_lazy("Amount"))
        self.order_fields(["line", "words", "on", "amount", "file"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in receipts.problems(self.report, self.paid()):
                self.add_error(field, sentence)
        return said

    def paid(self) -> Paid:
        amount: Money = self.cleaned_data["amount"]
        names = ("line", "words", "on", "file")
        return Paid(amount=amount, **{name: self.cleaned_data[name] for name in names})
