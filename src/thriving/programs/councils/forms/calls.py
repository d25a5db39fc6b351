"""What is typed of a call: the rubric, the call itself, who stands, what the panel gives and decides."""

from __future__ import annotations

from typing import Any, Protocol

from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from thriving.kernel import clock
from thriving.kernel.words import FALLBACK
from thriving.movement.forms import choosing
from thriving.movement.forms.days import DayInput
from thriving.programs.councils.actions.calls import (
    ANCHORED,
    LONGEST_ANCHOR,
    LONGEST_LINE,
    LONGEST_WORDS,
    MOST_PANEL,
    MOST_WEIGHT,
    Called,
    Criterion,
)
from thriving.programs.councils.actions.nominating import (
    LONGEST_NAME,
    LONGEST_RELATION,
    LONGEST_STATEMENT,
    Proposed,
    Stands,
)
from thriving.programs.councils.actions.selecting import LONGEST_NOTE, LONGEST_REASON, LONGEST_WHY, Chosen
from thriving.programs.councils.forms.councils import (
    BandsField,
    LanguagesField,
    line,
    region_name,
    text,
)
from thriving.programs.councils.models import TOP, Call, Council, Nomination, Rubric, Seat
from thriving.programs.councils.queries.seats import seat_name
from thriving.programs.councils.queries.selection import Ranked
from thriving.ui import cldr

CRITERIA = 5  # rows of the form


class HasCriteria(Protocol):
    """A rubric, whoever judges by it."""

    criteria: Any


class RubricForm(forms.Form):
    """Criteria with weights, and what 0, 2 and 4 points mean, in words. A row without a title is none."""

    def __init__(self, rubric: HasCriteria | None, data: Any = None) -> None:
        super().__init__(data, initial=_criteria(rubric) if rubric else None)
        self.rows = [_criterion_fields(self, row) for row in range(CRITERIA)]

    def row_fields(self) -> list[list[forms.BoundField]]:
        return [[self[name] for name in row] for row in self.rows]

    def criteria(self) -> list[Criterion]:
        said = self.cleaned_data
        return [
            Criterion(said[f"title_{row}"], said[f"weight_{row}"] or 1, self._anchors(row))
            for row in range(CRITERIA)
            if said[f"title_{row}"]
        ]

    def _anchors(self, row: int) -> tuple[str, str, str]:
        least, middle, most = (self.cleaned_data[f"points_{points}_{row}"] for points in ANCHORED)
        return least, middle, most


def _criterion_fields(form: forms.Form, row: int) -> list[str]:
    first = row == 0
    fields = {
        f"title_{row}": line(gettext_lazy("What is judged"), LONGEST_LINE, required=first),
        f"weight_{row}": forms.IntegerField(
            label=gettext_lazy("Weight"), min_value=1, max_value=MOST_WEIGHT, initial=1, required=first
        ),
    }
    for points in ANCHORED:
        label = _("%(points)s points mean") % {"points": cldr.number(points)}
        fields[f"points_{points}_{row}"] = text(label, LONGEST_ANCHOR, rows=2, required=first)
    form.fields.update(fields)
    return list(fields)


def _criteria(rubric: HasCriteria) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for row, each in enumerate(rubric.criteria[:CRITERIA]):
        said |= {f"title_{row}": each["title"], f"weight_{row}": each["weight"]}
        said |= {f"points_{points}_{row}": told for points, told in each["anchors"].items()}
    return said


class CallForm(forms.Form):
    words = text(
        gettext_lazy("The call"),
        LONGEST_WORDS,
        gettext_lazy("What is asked of members, how much time it takes, what they get."),
        rows=8,
    )
    opens_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)
    closes_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput)
    quorum = forms.IntegerField(
        label=gettext_lazy("How many of the panel must score each candidate"),
        min_value=2,
        max_value=MOST_PANEL,
        initial=3,
    )

    field_order = (
        "words",
        "term",
        "seats",
        "opens_on",
        "closes_on",
        "bands",
        "languages",
        "rubric",
        "quorum",
    )

    def __init__(self, council: Council, call: Call | None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(call) if call else {"rubric": council.rubrics.first()})
        self.fields["term"] = forms.ModelChoiceField(
            council.terms.filter(ends_on__gte=clock.today()), label=gettext_lazy("Term"), empty_label=None
        )
        self.fields["term"].label_from_instance = _term_name  # type: ignore[attr-defined]  # a choice of rows
        self.fields["seats"] = forms.ModelMultipleChoiceField(
            council.seats.filter(is_open=True).select_related("region"),
            label=gettext_lazy("Seats that are offered"),
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["seats"].label_from_instance = seat_name  # type: ignore[attr-defined]  # the same
        made = council.rubrics.exists()  # without one there can be a draft, and no more
        self.fields["rubric"] = forms.ModelChoiceField(
            council.rubrics.all(),
            label=gettext_lazy("Rubric"),
            required=made,
            empty_label=None if made else _("None yet: make one before you open the call"),
        )
        self.fields["rubric"].label_from_instance = _rubric_name  # type: ignore[attr-defined]  # the same
        self.fields["languages"] = LanguagesField(label=gettext_lazy("Only for speakers of"))
        if council.bands:
            self.fields["bands"] = BandsField(council.bands, label=gettext_lazy("Only for these ages"))
        self.order_fields(self.field_order)

    def called(self) -> Called:
        said = self.cleaned_data
        return Called(
            **{name: said[name] for name in ("term", "words", "opens_on", "closes_on", "rubric", "quorum")},
            seats=tuple(said["seats"]),
            bands=tuple(said.get("bands", ())),
            languages=said["languages"],
            language=get_language() or FALLBACK,
        )


def _initial(call: Call) -> dict[str, Any]:
    names = ("words", "opens_on", "closes_on", "quorum", "bands", "languages", "rubric", "term")
    return {**{name: getattr(call, name) for name in names}, "seats": list(call.seats.all())}


def _term_name(term: Any) -> str:
    days = {"first": cldr.day(term.starts_on), "last": cldr.day(term.ends_on)}
    return _("from %(first)s to %(last)s") % days


def _rubric_name(rubric: Rubric) -> str:
    return _("Version %(number)s") % {"number": cldr.number(rubric.number)}


class NominateForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("Their mail address"),
        help_text=gettext_lazy("It is used for one letter, and deleted with their answer."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the letter"))
    name = line(
        gettext_lazy("Your name, as they know you"),
        LONGEST_NAME,
        gettext_lazy("Only they read it. Without a name they are told that somebody proposes them."),
        required=False,
    )
    relation = text(
        gettext_lazy("How you know each other"),
        LONGEST_RELATION,
        gettext_lazy(
            "And what you have to do with it yourself: do you work together, are you related, is there money "
            "in it? The panel reads it if they say yes."
        ),
        rows=3,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"language": get_language() or settings.LANGUAGE_CODE})
        self.fields["language"].choices = choosing.site_languages()  # type: ignore[attr-defined]  # a choice

    def proposed(self) -> Proposed:
        return Proposed(**self.cleaned_data)


class StandForm(forms.Form):
    """What a candidate says of themselves. Their age is asked for only where it matters, as a band."""

    shown_name = line(
        gettext_lazy("What you want to be called"),
        60,
        gettext_lazy("It need not be your name. Leave your surname out if you are younger than 18."),
    )
    statement = text(
        gettext_lazy("Why you want to be heard"),
        LONGEST_STATEMENT,
        gettext_lazy("In your own words. Only the panel reads it. Give no address and no number."),
        rows=6,
    )
    languages = LanguagesField(label=gettext_lazy("Languages that you speak"))
    conflict = text(
        gettext_lazy("What could make you partial"),
        LONGEST_RELATION,
        gettext_lazy("Who on the panel knows you, who pays you. Leave it empty if there is nothing."),
        rows=2,
        required=False,
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("If you get a seat: everybody may read what you are called"),
        required=False,
        help_text=gettext_lazy(
            "You can change this at any time. Whoever is younger than 18 is shown to nobody outside the "
            "council, whatever stands here."
        ),
    )

    field_order = ("shown_name", "statement", "band", "region", "languages", "conflict", "is_public")

    def __init__(self, call: Call, nomination: Nomination | None, data: Any = None, *, band: bool) -> None:
        super().__init__(data, initial=_standing(nomination) if nomination else None)
        regions = {seat.region.key: region_name(seat.region) for seat in call.seats.all() if seat.region}
        if regions:
            choices = [
                ("", _("Another region, or I do not say")),
                *sorted(regions.items(), key=choosing.by_name),
            ]
            self.fields["region"] = forms.ChoiceField(
                label=gettext_lazy("Region for which you stand"), choices=choices, required=False
            )
        bands = call.bands or call.council.bands
        if bands and band:
            self.fields["band"] = forms.ChoiceField(
                label=gettext_lazy("Your age"),
                choices=BandsField(bands).choices,
                widget=forms.RadioSelect,
                help_text=gettext_lazy(
                    "Never a birth date. Somebody who looks after safety confirms it before the panel reads "
                    "anything of you."
                ),
            )
        self.order_fields(self.field_order)

    def said(self) -> Stands:
        told = {name: self.cleaned_data[name] for name in self.fields}
        return Stands(**told, language=get_language() or FALLBACK)


def _standing(nomination: Nomination) -> dict[str, Any]:
    names = ("shown_name", "statement", "languages", "conflict", "is_public", "region")
    return {name: getattr(nomination, name) for name in names}


class ConflictsForm(forms.Form):
    """A box and a line for each candidate, by what they want to be called."""

    def __init__(self, candidates: list[Nomination], data: Any = None) -> None:
        super().__init__(data)
        self.candidates = candidates
        for each in candidates:
            label = format_lazy(gettext_lazy("I am too close to {name}"), name=each.shown_name)
            self.fields[f"close_{each.key}"] = forms.BooleanField(label=label, required=False)
            self.fields[f"why_{each.key}"] = line(gettext_lazy("Why"), LONGEST_WHY, required=False)

    def found(self) -> dict[str, str]:
        said = self.cleaned_data
        return {each.key: said[f"why_{each.key}"] for each in self.candidates if said[f"close_{each.key}"]}


class WhyForm(forms.Form):
    why = line(
        gettext_lazy("Why"),
        LONGEST_WHY,
        gettext_lazy("For the record; nobody on the panel reads it."),
        required=False,
    )


class ScoreForm(forms.Form):
    note = text(
        gettext_lazy("Why you give these points"),
        LONGEST_NOTE,
        gettext_lazy("The panel reads it once all have scored."),
        rows=3,
        required=False,
    )

    def __init__(self, rubric: Rubric, given: Any, data: Any = None) -> None:
        super().__init__(data, initial=_given(given) if given else None)
        self.rubric = rubric
        for number, each in enumerate(rubric.criteria):
            self.fields[f"criterion_{number}"] = forms.TypedChoiceField(
                label=each["title"],
                choices=points_in_words(each["anchors"]),
                coerce=int,
                widget=forms.RadioSelect,
            )
        self.order_fields([name for name in self.fields if name != "note"])

    def points(self) -> dict[str, int]:
        keys = [each["key"] for each in self.rubric.criteria]
        return {key: self.cleaned_data[f"criterion_{number}"] for number, key in enumerate(keys)}


def points_in_words(anchors: dict[str, str]) -> list[tuple[int, str]]:
    return [
        (
            points,
            format_html("{}: <bdi>{}</bdi>", cldr.number(points), anchors[str(points)])
            if str(points) in anchors
            else cldr.number(points),
        )
        for points in range(TOP + 1)
    ]


def _given(sheet: Any) -> dict[str, Any]:
    return {"note": sheet.note, **{f"criterion_{n}": each for n, each in enumerate(sheet.points.values())}}


class DecideForm(forms.Form):
    """What becomes of each candidate, filled in as their scores would have it."""

    def __init__(self, order: list[Ranked], seats: list[Seat], data: Any = None) -> None:
        super().__init__(data)
        self.order, self.seats = order, {f"seat-{seat.pk}": seat for seat in seats}
        places = [
            (f"reserve-{n}", _("Reserve, place %(n)s") % {"n": cldr.number(n)})
            for n in range(1, len(order) + 1)
        ]
        choices = [(key, seat_name(seat)) for key, seat in self.seats.items()]
        choices += [*places, ("out", _("Not selected"))]
        reserve = 0
        for each in order:
            reserve += each.seat is None
            initial = f"seat-{each.seat.pk}" if each.seat else f"reserve-{reserve}"
            self.fields[f"place_{each.nomination.key}"] = forms.ChoiceField(
                label=each.nomination.shown_name, choices=choices, initial=initial
            )
        self.fields["reason"] = text(
            gettext_lazy("Why the panel chose so"),
            LONGEST_REASON,
            gettext_lazy(
                "Everybody reads it: name nobody. Say it too where you depart from the order, or chose "
                "between equals."
            ),
        )

    def chosen(self) -> dict[str, Chosen]:
        return {each.nomination.key: self._choice(f"place_{each.nomination.key}") for each in self.order}

    def _choice(self, field: str) -> Chosen:
        said = self.cleaned_data[field]
        kind, _dash, number = said.partition("-")
        if kind == "seat":
            return Chosen(seat=self.seats[said])
        return Chosen(reserve=int(number)) if kind == "reserve" else Chosen()
