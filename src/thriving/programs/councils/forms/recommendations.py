"""What is typed of a recommendation: written, adopted, answered, passed on, followed up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from thriving.kernel.words import FALLBACK
from thriving.movement import scopes
from thriving.movement.forms import choosing
from thriving.movement.forms.days import DayInput
from thriving.plan.models import Objective
from thriving.plan.states import Level
from thriving.programs.asking.forms import LanguageField
from thriving.programs.councils.actions.answers import LONGEST as LONGEST_ANSWER
from thriving.programs.councils.actions.answers import Told
from thriving.programs.councils.actions.answers import problems as problems_of_answer
from thriving.programs.councils.actions.recommendations import (
    LATEST,
    LONGEST_REASON,
    LONGEST_TEXT,
    LONGEST_TITLE,
    SOONEST,
    Vote,
    Written,
    problems,
)
from thriving.programs.councils.models import (
    AnswerKind,
    Council,
    Recommendation,
    RecommendationState,
    Theme,
)
from thriving.programs.councils.queries.recommendations import (
    role_title,
    took_place,
    who_can_answer,
)
from thriving.programs.councils.states.recommendations import OPEN, UNTOLD

_PUBLIC = gettext_lazy("Everybody reads it.")


def text_field(
    label: Any, longest: int, help_text: Any = "", rows: int = 4, *, required: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
    )


def title_field(label: Any, longest: int) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, widget=forms.TextInput(attrs={"dir": "auto"}))


def _here() -> str:
    return choosing.written(get_language() or FALLBACK)


class WrittenForm(forms.Form):
    """``objective`` is sent as "plan/priority/objective", ``to`` as the number of a holding."""

    title = title_field(gettext_lazy("In one line"), LONGEST_TITLE)
    text = text_field(
        gettext_lazy("What you recommend, and why"),
        LONGEST_TEXT,
        gettext_lazy("Everybody reads it once the council has adopted it. Write no names."),
        rows=8,
    )
    language = LanguageField(label=gettext_lazy("Language of the recommendation"))
    theme = forms.ChoiceField(label=gettext_lazy("What it is about"), choices=Theme.choices)
    objective = forms.ChoiceField(label=gettext_lazy("What it serves in the plan"), required=False)
    to = forms.TypedChoiceField(
        label=gettext_lazy("Who is to answer"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy(
            "By the role that they hold, until it is adopted. Everybody reads their name: who does not show "
            "it to everybody is not in this list."
        ),
    )

    def __init__(self, council: Council, found: Recommendation | None = None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(council, found))
        none = ("", _("none"))
        cast("forms.ChoiceField", self.fields["objective"]).choices = [none, *_objectives()]
        cast("forms.ChoiceField", self.fields["to"]).choices = [("", _("nobody yet")), *answerers()]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            written = self.written()
            for field, sentence in problems(written):
                self.add_error(field, sentence)
            said["written"] = written
        return said

    def written(self) -> Written:
        said = {name: self.cleaned_data[name] for name in self.fields}
        priority, _slash, objective = said.pop("objective").rpartition("/")
        return Written(**said, priority=priority, objective=objective)


def _initial(council: Council, found: Recommendation | None) -> dict[str, Any]:
    if found is None:
        return {"language": _here(), "objective": _objective_of(council)}
    held = who_can_answer().filter(person=found.addressee_id, role=found.role, scope=found.scope).first()
    return {
        "title": found.title.get(found.language, ""),
        "text": found.text.get(found.language, ""),
        "language": choosing.written(found.language),
        "theme": found.theme,
        "objective": f"{found.priority}/{found.objective}" if found.objective else "",
        "to": held.pk if held else None,
    }


def _objective_of(council: Council) -> str:
    """That of the key result which the council serves."""
    found = Objective.objects.filter(priority__plan__state="open", key_results__key=council.serves)
    named = (
        found.values_list("priority__plan__key", "priority__key", "key").first() if council.serves else None
    )
    return "/".join(named) if named else ""


def _objectives() -> list[tuple[str, list[tuple[str, str]]]]:
    """Of open plans, by priority."""
    found = Objective.objects.filter(
        priority__plan__state="open", priority__level=Level.DEPARTMENT
    ).select_related("priority__plan")
    grouped: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for each in found.order_by("-priority__plan__starts_on", "priority__position", "position", "pk"):
        scope = f"{each.priority.plan.key}/{each.priority.key}/{each.key}"
        grouped[str(each.priority)].append((scope, str(each)))
    return list(grouped.items())


def answerers() -> Iterator[tuple[int, str]]:
    """Who can be asked: "Program lead: Diverse content (Lina)"."""
    held = list(who_can_answer())
    over = scopes.names_of({each.scope for each in held if each.scope})
    for each in held:
        yield each.pk, f"{role_title(each.role, each.scope, over)} ({each.person})"


class TranslationForm(forms.Form):
    title = title_field(gettext_lazy("In one line"), LONGEST_TITLE)
    text = text_field(gettext_lazy("What you recommend, and why"), LONGEST_TEXT, rows=8)
    language = LanguageField(label=gettext_lazy("In which language"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"language": _here()})


def _count(label: Any, initial: int | None = 0) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=1_000, initial=initial)


class VoteForm(forms.Form):
    """Numbers only: nobody's vote is kept."""

    votes_for = _count(gettext_lazy("Votes for it"), None)
    votes_against = _count(gettext_lazy("Votes against it"))
    abstained = _count(gettext_lazy("Abstained"))
    dissent = text_field(
        gettext_lazy("What those against it want to be read"),
        LONGEST_REASON,
        gettext_lazy("Without names. Everybody reads it."),
        required=False,
    )

    def vote(self) -> Vote:
        names = ("votes_for", "votes_against", "abstained", "dissent")
        return Vote(**{name: self.cleaned_data[name] for name in names})

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            said["vote"] = self.vote()
        return said


class AdoptForm(VoteForm):
    meeting = forms.TypedChoiceField(
        label=gettext_lazy("Where it was adopted"), coerce=int, empty_value=None, required=False
    )
    field_order = ("meeting",)

    def __init__(self, recommendation: Recommendation, data: Any = None) -> None:
        super().__init__(data)
        held = took_place(recommendation.council)
        in_writing = [("", _("by a vote in writing"))]
        listed = [(each.pk, _("at meeting %(number)d") % {"number": each.number}) for each in held]
        cast("forms.ChoiceField", self.fields["meeting"]).choices = [*in_writing, *listed]
        self.held = {each.pk: each for each in held}

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        said["meeting"] = self.held.get(said.get("meeting") or 0)
        return said


class AnswerForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Answer"), choices=AnswerKind.choices, widget=forms.RadioSelect
    )
    words = text_field(gettext_lazy("Reason"), LONGEST_ANSWER, _PUBLIC, rows=8)
    language = LanguageField(label=gettext_lazy("Language of the answer"))
    why = text_field(
        gettext_lazy("What is new since the last version"),
        LONGEST_REASON,
        gettext_lazy("The earlier version stays to be read."),
        rows=2,
        required=False,
    )

    def __init__(self, recommendation: Recommendation, data: Any = None) -> None:
        super().__init__(data, initial={"language": _here(), "kind": recommendation.answer})
        self.recommendation = recommendation
        if recommendation.state == OPEN:
            del self.fields["why"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            told = Told(**{name: said[name] for name in self.fields})
            for field, sentence in problems_of_answer(self.recommendation, told):
                self.add_error(field, sentence)
            said["told"] = told
        return said


class MoreTimeForm(forms.Form):
    until = forms.DateField(label=gettext_lazy("New date"), widget=DayInput)
    words = text_field(gettext_lazy("Reason"), LONGEST_REASON, _PUBLIC)
    language = LanguageField(label=gettext_lazy("Language of the reason"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"language": _here()})


class HandOverForm(forms.Form):
    to = forms.TypedChoiceField(label=gettext_lazy("Who answers from now on"), coerce=int)
    why = text_field(gettext_lazy("Reason"), LONGEST_REASON, _PUBLIC, rows=2)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        cast("forms.ChoiceField", self.fields["to"]).choices = list(answerers())


class FollowUpForm(forms.Form):
    done = forms.TypedChoiceField(
        label=gettext_lazy("What became of it"),
        choices=[("yes", gettext_lazy("It is done")), ("no", gettext_lazy("It is not done"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    words = text_field(gettext_lazy("What was done, or why it was not"), LONGEST_REASON, _PUBLIC)
    language = LanguageField(label=gettext_lazy("In which language"))
    evidence_url = forms.URLField(
        label=gettext_lazy("Where it can be seen"), required=False, max_length=500, assume_scheme="https"
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"language": _here()})

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("done") and not said.get("evidence_url") and "evidence_url" not in self.errors:
            raise ValidationError(_("What is done can be seen somewhere: give the address of it."))
        return said


class ReasonForm(forms.Form):
    reason = text_field(gettext_lazy("Reason"), LONGEST_REASON, _PUBLIC, rows=3)


class MergeForm(ReasonForm):
    into = forms.TypedChoiceField(label=gettext_lazy("Of which one it becomes part"), coerce=int)
    field_order = ("into",)

    def __init__(self, recommendation: Recommendation, data: Any = None) -> None:
        super().__init__(data)
        others = Recommendation.objects.filter(council=recommendation.council, state=OPEN)
        listed = others.exclude(pk=recommendation.pk).order_by("number")
        choices = [(each.number, f"{each.number}: {each.title}") for each in listed]
        cast("forms.ChoiceField", self.fields["into"]).choices = choices


class DaysForm(forms.Form):
    days = forms.IntegerField(
        label=gettext_lazy("Days until an answer is due"), min_value=SOONEST, max_value=LATEST
    )


class FilterForm(forms.Form):
    """Asks the list for some of them."""

    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    theme = forms.ChoiceField(label=gettext_lazy("What it is about"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        told = [each for each in RecommendationState.choices if each[0] not in UNTOLD]
        for name, choices in (("state", told), ("theme", Theme.choices)):
            cast("forms.ChoiceField", self.fields[name]).choices = [("", _("any")), *choices]
