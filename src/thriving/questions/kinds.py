"""The kinds of question: how each is asked, kept, read out, taken from paper, and counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel.registry import Registry
from thriving.movement import spelling
from thriving.movement.forms.days import DayInput
from thriving.ui import cldr

if TYPE_CHECKING:
    from thriving.questions.models import Question

LONGEST_LINE, LONGEST_TEXT = 300, 5_000  # characters
LARGEST = Decimal(10) ** 12
FEW_OPTIONS = 8  # of more, a list that opens is easier to find one's own in
STARS = 5  # of a rating, unless it says otherwise
BANDS = 5  # into which numbers are put before they are counted
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
NO_ANSWER = "none"
YES, NO = "yes", "no"
CHOSEN, NOT_CHOSEN = "chosen", "not"
Text = str | Promise
Band = tuple[Decimal, Decimal]

kinds = Registry[type["Kind"]]("kind of question")


class Kind:
    """A question of one kind. What it keeps is plain JSON, the same for the same answer."""

    name: ClassVar[str]
    title: ClassVar[Text]
    meaning: ClassVar[Text]
    has_options: ClassVar[bool] = False
    has_limits: ClassVar[bool] = False
    has_most: ClassVar[bool] = False

    def __init__(self, question: Question) -> None:
        self.question = question

    def field(self) -> forms.Field:
        raise NotImplementedError

    def keep(self, answer: Any) -> Any:
        """What is stored of a field's value."""
        return answer

    def typed(self, kept: Any) -> Any:
        """The field's value again."""
        return kept

    def words(self, kept: Any) -> str:
        """The answer as it is read, in the reader's language."""
        return str(kept)

    def from_cell(self, cell: str) -> Any:
        """The answer that stands in a cell of a table. Raises ValueError with a sentence."""
        return _cleaned(self.field(), cell)

    def tables(self) -> dict[str, dict[str, str]]:
        """The tables in which it is counted: their groups, and what each is called. Some kinds have none."""
        return {}

    def groups_of(self, kept: Any) -> dict[str, str]:
        """In which group of each table an answer is; ``None`` is none."""
        raise NotImplementedError(kept)


def _kind(kind: type[Kind]) -> type[Kind]:
    return kinds.add(kind.name, kind)


@_kind
class ShortText(Kind):
    name = "short_text"
    title = gettext_lazy("A line")
    meaning = gettext_lazy("A few words. Never told in totals.")

    def field(self) -> forms.Field:
        widget = forms.TextInput(attrs={"dir": "auto"})
        return _Line(max_length=LONGEST_LINE, widget=widget, **_told(self.question))


@_kind
class LongText(Kind):
    name = "long_text"
    title = gettext_lazy("A text")
    meaning = gettext_lazy("Some lines. Never told in totals.")

    def field(self) -> forms.Field:
        widget = forms.Textarea(attrs={"rows": 5, "dir": "auto"})
        return _Lines(max_length=LONGEST_TEXT, widget=widget, **_told(self.question))


class _OfFew(Kind):
    """Exactly one of a few answers, each with a name."""

    def named(self) -> dict[str, str]:
        raise NotImplementedError

    def field(self) -> forms.Field:
        choices = list(self.named().items())
        if len(choices) > FEW_OPTIONS:
            return forms.ChoiceField(choices=[("", "–"), *choices], **_told(self.question))
        # Who need not answer can take an answer back.
        none = [] if self.question.required else [("", _("No answer"))]
        return forms.ChoiceField(choices=[*choices, *none], widget=forms.RadioSelect, **_told(self.question))

    def words(self, kept: Any) -> str:
        return self.named().get(str(kept), str(kept))

    def tables(self) -> dict[str, dict[str, str]]:
        return {self.question.key: {**self.named(), NO_ANSWER: _("No answer")}}

    def groups_of(self, kept: Any) -> dict[str, str]:
        known = str(kept) in self.named()
        return {self.question.key: str(kept) if known else NO_ANSWER}


@_kind
class OneOf(_OfFew):
    name = "one_of"
    title = gettext_lazy("One of several")
    meaning = gettext_lazy("Exactly one of the answers that you name.")
    has_options = True

    def named(self) -> dict[str, str]:
        return {each.key: str(each.title) for each in self.question.options}

    def from_cell(self, cell: str) -> Any:
        return _option(self.question, cell)


@_kind
class SeveralOf(Kind):
    name = "several_of"
    title = gettext_lazy("Several")
    meaning = gettext_lazy("Any of the answers that you name, or at most some.")
    has_options = True
    has_most = True

    def field(self) -> forms.Field:
        choices = [(each.key, str(each.title)) for each in self.question.options]
        return _Several(self.question.most, choices=choices, **_told(self.question))

    def words(self, kept: Any) -> str:
        titles = {each.key: str(each.title) for each in self.question.options}
        return _(", ").join(titles.get(each, each) for each in kept)

    def from_cell(self, cell: str) -> Any:
        parts = [part.strip() for part in re.split(r"[;؛；\n]", cell) if part.strip()]
        return _cleaned(self.field(), [_option(self.question, part) for part in parts])

    def tables(self) -> dict[str, dict[str, str]]:
        """One table for each answer: who ticks several is counted once in each."""
        return {
            f"{self.question.key}:{each.key}": {CHOSEN: str(each.title), NOT_CHOSEN: _("Not chosen")}
            for each in self.question.options
        }

    def groups_of(self, kept: Any) -> dict[str, str]:
        return {
            table: CHOSEN if table.partition(":")[2] in (kept or ()) else NOT_CHOSEN
            for table in self.tables()
        }


@_kind
class Number(Kind):
    name = "number"
    title = gettext_lazy("A number")
    meaning = gettext_lazy("Told in totals by five bands, if you set the least and the most.")
    has_limits = True

    def field(self) -> forms.Field:
        asked = self.question
        least = -LARGEST if asked.least is None else asked.least
        most = LARGEST if asked.most is None else asked.most
        return forms.DecimalField(
            min_value=least, max_value=most, max_digits=20, decimal_places=6, **_told(asked)
        )

    def keep(self, answer: Any) -> Any:
        return format(Decimal(answer).normalize(), "f")

    def typed(self, kept: Any) -> Any:
        return Decimal(kept)

    def words(self, kept: Any) -> str:
        places = len(kept.partition(".")[2])
        return cldr.number(Decimal(kept), places)

    def tables(self) -> dict[str, dict[str, str]]:
        """By bands between its limits, which were set before anybody answered; without limits, not at all."""
        bands = {_key_of(band): self._called(band) for band in _bands(self.question)}
        return {self.question.key: {**bands, NO_ANSWER: _("No answer")}} if bands else {}

    def groups_of(self, kept: Any) -> dict[str, str]:
        bands = _bands(self.question)
        if kept is None:
            return {self.question.key: NO_ANSWER}
        fits = (band for band in bands if Decimal(kept) < band[1])
        return {self.question.key: _key_of(next(fits, bands[-1]))}

    def _called(self, band: Band) -> str:
        limits = {"low": cldr.number(band[0]), "high": cldr.number(band[1])}
        if band == _bands(self.question)[-1]:
            return _("%(low)s to %(high)s") % limits
        return _("%(low)s to less than %(high)s") % limits


@_kind
class Day(Kind):
    name = "date"
    title = gettext_lazy("A day")
    meaning = gettext_lazy("Never told in totals.")

    def field(self) -> forms.Field:
        return _Day(widget=DayInput, **_told(self.question))

    def keep(self, answer: Any) -> Any:
        return answer.isoformat()

    def typed(self, kept: Any) -> Any:
        return date.fromisoformat(kept)

    def words(self, kept: Any) -> str:
        return cldr.day(self.typed(kept))


@_kind
class YesNo(_OfFew):
    name = "yes_no"
    title = gettext_lazy("Yes or no")
    meaning = gettext_lazy("One of the two.")

    def named(self) -> dict[str, str]:
        return {YES: _("Yes"), NO: _("No")}

    def from_cell(self, cell: str) -> Any:
        wanted = spelling.folded(cell)
        known = {YES: {YES, "true", "1", _("Yes")}, NO: {NO, "false", "0", _("No")}}
        for answer, ways in known.items():
            if wanted in {spelling.folded(way) for way in ways}:
                return answer
        raise ValueError(_("“%(cell)s” is neither yes nor no.") % {"cell": spelling.line(cell)[:100]})


@_kind
class Rating(_OfFew):
    name = "rating"
    title = gettext_lazy("A rating")
    meaning = gettext_lazy("From 1 to 5, or as far as you say.")
    has_most = True

    def named(self) -> dict[str, str]:
        most = int(self.question.most or STARS)
        return {str(each): cldr.number(each) for each in range(1, most + 1)}

    def keep(self, answer: Any) -> Any:
        return int(answer)

    def typed(self, kept: Any) -> Any:
        return str(kept)


class _Line(forms.CharField):
    def to_python(self, value: Any) -> Any:
        return spelling.line(super().to_python(value) or "")


class _Lines(forms.CharField):
    def to_python(self, value: Any) -> Any:
        said = super().to_python(value) or ""
        return "\n".join(spelling.line(each) for each in said.splitlines()).strip()


class _Several(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, most: Decimal | None, *, choices: list[tuple[str, str]], **told: Any) -> None:
        super().__init__(choices=choices, **told)
        self.most, self.keys = most, [key for key, _title in choices]

    def clean(self, value: Any) -> Any:
        chosen = set(super().clean(value))
        if self.most is not None and len(chosen) > self.most:
            sentence = _("Choose at most %(most)s.") % {"most": cldr.number(self.most)}
            raise ValidationError(sentence, code="too_many")
        return [key for key in self.keys if key in chosen]


class _Day(forms.DateField):
    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not FIRST_DAY <= value <= LAST_DAY:
            raise ValidationError(_("Nobody needs a day so far away. Check the year."), code="far")


def _told(question: Question) -> dict[str, Any]:
    return {
        "label": str(question.title),
        "help_text": str(question.help),
        "required": question.required,
        "error_messages": {
            "required": gettext_lazy("Answer this question: the others cannot be sent without it.")
        },
    }


def _bands(question: Question) -> Sequence[Band]:
    if question.least is None or question.most is None or question.least >= question.most:
        return ()
    step = (question.most - question.least) / BANDS
    edges = [_short(question.least + step * at) for at in range(BANDS + 1)]
    return list(pairwise(edges))


def _key_of(band: Band) -> str:
    return f"{band[0]:f}..{band[1]:f}"


def _short(number: Decimal) -> Decimal:
    rounded = number.quantize(Decimal("0.000001"))
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded.normalize()


def _option(question: Question, cell: str) -> str:
    """An option by its key, or by what any language calls it."""
    wanted = spelling.folded(cell)
    for each in question.options:
        if wanted in {spelling.folded(way) for way in (each.key, *each.title.values())}:
            return each.key
    named = cldr.listed(each.title for each in question.options)
    raise ValueError(
        _("“%(cell)s” is not one of the answers. Write one of: %(named)s.")
        % {"cell": spelling.line(cell)[:100], "named": named[:500]}
    )


def _cleaned(field: forms.Field, value: Any) -> Any:
    try:
        return field.clean(value)
    except (ValidationError, InvalidOperation) as error:
        raise ValueError(" ".join(_sentences(error))) from error


def _sentences(error: Exception) -> Iterator[str]:
    yield from error.messages if isinstance(error, ValidationError) else (str(error),)
