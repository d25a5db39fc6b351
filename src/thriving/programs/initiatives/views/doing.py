"""What a reader may do with an initiative: the buttons on its page, and the steps behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import access
from thriving.movement.models import Person
from thriving.programs.initiatives import actions
from thriving.programs.initiatives.forms import PlacesForm, ReasonForm
from thriving.programs.initiatives.models import Initiative
from thriving.programs.initiatives.states import CLOSED, DRAFT, INITIATIVE, PUBLISHED


@dataclass(frozen=True)
class Step:
    """A page that asks for what a step needs, and takes it."""

    rule: str
    title: str | Promise
    states: tuple[str, ...]
    form: Callable[[Any], forms.Form]
    take: Callable[[Initiative, forms.Form, Person], object]
    words: str | Promise = ""


_TITLES = {move.name: move.title for move in INITIATIVE.moves}
_FROM = {move.name: move.source for move in INITIATIVE.moves}
STEPS = {
    "publish": Step(
        "lead_initiative",
        _TITLES["publish"],
        _FROM["publish"],
        forms.Form,
        lambda found, _form, by: actions.publish(found, by=by),
        gettext_lazy("From now on everybody can read it, and those who look for support find it."),
    ),
    "places": Step(
        "run_initiative",
        gettext_lazy("Say how many places are left"),
        (DRAFT, PUBLISHED, CLOSED),
        PlacesForm,
        lambda found, form, by: actions.count_places(found, form.cleaned_data["left"], by=by),
    ),
    "close": Step(
        "run_initiative",
        _TITLES["close"],
        _FROM["close"],
        forms.Form,
        lambda found, _form, by: actions.close(found, by=by),
        gettext_lazy("It stays to be read, and can be published again."),
    ),
    "withdraw": Step(
        "lead_initiative",
        _TITLES["withdraw"],
        _FROM["withdraw"],
        ReasonForm,
        lambda found, form, by: actions.withdraw(found, reason=form.cleaned_data["reason"], by=by),
        gettext_lazy("It leaves the lists for good; its page says why."),
    ),
}


def steps_open(reader: Any, found: Initiative) -> Iterator[tuple[str, Step]]:
    rules = {rule: access.may(reader, rule, found) for rule in ("run_initiative", "lead_initiative")}
    for name, each in STEPS.items():
        fits = found.places is not None if name == "places" else True
        if found.state in each.states and rules[each.rule] and fits:
            yield name, each


def to_do(reader: Any, found: Initiative) -> list[tuple[str | Promise, str]]:
    """Labels with their addresses."""
    if not getattr(reader, "is_authenticated", False):
        return []
    ways: list[tuple[str | Promise, str]] = []
    if access.may(reader, "run_initiative", found):
        ways += [
            (label, reverse(f"initiatives:{name}", args=[found.key]))
            for name, label in (
                ("describe", _("Describe it anew")),
                ("logic", _("Logic model")),
                ("people", _("People")),
            )
        ]
    open_now = steps_open(reader, found)
    return ways + [
        (each.title, reverse("initiatives:step", args=[found.key, name])) for name, each in open_now
    ]
