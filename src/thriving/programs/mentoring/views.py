"""The pages of mentoring: what one tells, whom one is proposed, and the two who work together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from thriving.kernel import access
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.forms.profile import groups_of
from thriving.movement.models import Audience, Person
from thriving.programs.mentoring import actions, queries
from thriving.programs.mentoring import proposals as proposing
from thriving.programs.mentoring.forms import LetterForm, LinesForm, OfferForm, OutcomeForm
from thriving.programs.mentoring.models import Outcome, Pair, Side
from thriving.programs.mentoring.states import ACCEPTED, ASKED, LINES, OPEN

MOST = 50


@require_safe
def mentors(request: HttpRequest) -> HttpResponse:
    """What this is, and for whoever is signed in, their own part of it. Nobody's offer is public."""
    person = request.user
    if not isinstance(person, Person):
        return render(request, "mentoring/mentors.html", {})
    own_offer, own_wish = queries.offer_of(person), queries.wish_of(person)
    context = {
        "offer": own_offer,
        "wish": own_wish,
        "offer_moves": _moves(own_offer),
        "wish_moves": _moves(own_wish),
        "may_find": own_wish is not None and own_wish.state == OPEN and not own_wish.is_over,
        "hidden": own_offer is not None and person.offers_shown_to in (Audience.SELF, Audience.NEED),
        "pairs": [(each, each.side_of(person)) for each in queries.pairs_for(person)[:MOST]],
    }
    return render(request, "mentoring/mentors.html", context)


@signed_in
def offer(request: HttpRequest) -> HttpResponseBase:
    person = cast("Person", request.user)
    form = OfferForm(person, queries.offer_of(person), typed(request))
    if request.method == "POST" and form.is_valid() and _kept(form, actions.offer, person):
        messages.success(
            request, _("Your offer is open. Only newcomers who look for it see it, without your name.")
        )
        return redirect("mentoring:mentors")
    words = _(
        "Newcomers who want to learn see these lines, and not your name. You hear of each who asks for you."
    )
    return _lines_page(request, form, _("Be a mentor"), words)


@signed_in
def wish(request: HttpRequest) -> HttpResponseBase:
    person = cast("Person", request.user)
    form = LinesForm(person, queries.wish_of(person), typed(request))
    if request.method == "POST" and form.is_valid() and _kept(form, actions.wish, person):
        return redirect("mentoring:find")
    words = _("A mentor whom you ask sees these lines, and not your name until both of you have agreed.")
    return _lines_page(request, form, _("Find a mentor"), words)


def _kept(form: LinesForm, keep: Callable[..., object], person: Person) -> bool:
    try:
        keep(form.told(), by=person)
    except Refused as refused:
        form.add_error(None, str(refused))
    return not form.errors


def _lines_page(request: HttpRequest, form: LinesForm, heading: str, words: str) -> HttpResponse:
    context = {
        "form": form,
        "groups": groups_of(form["skills"]),
        "heading": heading,
        "words": words,
        "languages": form.language_names(),
    }
    return render(request, "mentoring/lines.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def move(request: HttpRequest, side: str, move: str) -> HttpResponseBase:
    """Pause, open again or end what one offers or wants."""
    own = {"offer": queries.offer_of, "wish": queries.wish_of}
    lines = own[side](request.user) if side in own else None
    if lines is None or move not in dict(_moves(lines)):
        raise Http404
    actions.move(lines, move, by=cast("Person", request.user))
    messages.success(request, _("Done."))
    return redirect("mentoring:mentors")


def _moves(lines: Any) -> list[tuple[str, Any]]:
    return [(each.name, each.title) for each in LINES.open_to(lines)] if lines else []


@require_safe
@signed_in
def find(request: HttpRequest) -> HttpResponseBase:
    own = queries.wish_of(request.user)
    if own is None or own.state != OPEN or own.is_over:
        return redirect("mentoring:wish")
    found = proposing.proposals(request.user, own)
    context = {"proposals": [(each, _lines(each.offer)) for each in found.found], "left_out": found.left_out}
    return render(request, "mentoring/find.html", context)


@signed_in
def ask(request: HttpRequest, key: str) -> HttpResponseBase:
    """Look at one offer once more, and at what its mentor will see; then ask."""
    person = cast("Person", request.user)
    own = queries.wish_of(person)
    found = proposing.proposal(person, own, key) if own else None
    if own is None or found is None:
        raise Http404
    form = forms.Form(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            pair = actions.ask_mentor(found.offer, by=person, score=found.kept, sample=found.offer.sample)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The mentor has been asked, and answers within a week at best."))
            return redirect("mentoring:pair", pair.key)
    context = {"proposal": found, "lines": _lines(found.offer), "own": _lines(own), "wish": own, "form": form}
    return render(request, "mentoring/ask.html", context, status=422 if form.errors else 200)


def _lines(told: Any) -> dict[str, Any]:
    """Names in the reader's language for what is kept as codes; without what is not shown to them."""
    shows = getattr(told, "shows_languages", True)
    return {"skills": proposing.named(told.skills), "languages": told.languages if shows else []}


@dataclass(frozen=True)
class Step:
    """Something that one of the two can do, with the page that asks for what it needs."""

    title: str | Promise
    rule: str
    take: Callable[[Pair, Mapping[str, Any], Person], object]
    form: type[forms.Form] = forms.Form
    words: str | Promise = ""
    states: tuple[str, ...] = ()


STEPS = {
    "accept": Step(
        gettext_lazy("Accept"),
        "answer_newcomer",
        lambda pair, _said, by: actions.accept(pair, by=by),
        words=gettext_lazy("Each of you then sees the other’s name, and you can write to each other here."),
    ),
    "decline": Step(
        gettext_lazy("Decline"),
        "answer_newcomer",
        lambda pair, _said, by: actions.decline(pair, by=by),
        words=gettext_lazy("They are told that you cannot take them, and nothing else of you."),
    ),
    "withdraw": Step(
        gettext_lazy("Withdraw my request"),
        "withdraw_request",
        lambda pair, _said, by: actions.withdraw(pair, by=by),
    ),
    "write": Step(
        gettext_lazy("Send"),
        "write_to_pair",
        lambda pair, said, by: actions.write(pair, said["words"], by=by),
        LetterForm,
    ),
    "end": Step(
        gettext_lazy("End it"),
        "write_to_pair",
        lambda pair, _said, by: actions.end(pair, by=by),
        words=gettext_lazy("The other one is told that you have ended it. What was written stays for both."),
    ),
    "block": Step(
        gettext_lazy("Never propose this person again"),
        "see_pair",
        lambda pair, _said, by: actions.block(pair, by=by),
        words=gettext_lazy(
            "What there is between you ends, and neither is proposed to the other again. They are not told "
            "why. Were you harassed? Turn to the contacts at the foot of each page as well."
        ),
    ),
}


@require_safe
@signed_in
def pair(request: HttpRequest, key: str) -> HttpResponse:
    person, found, side = _found(request, key)
    steps = _steps(person, found)
    outcome = _outcome(person, found)
    context = {
        **_shown(found, side, person),
        "letters": list(found.letters.select_related("by")),
        "form": LetterForm() if "write" in steps else None,
        "outcome": outcome,
        "outcome_form": OutcomeForm() if outcome else None,
        "steps": [(name, each.title) for name, each in steps.items() if name != "write"],
    }
    return render(request, "mentoring/pair.html", context)


@signed_in
def step(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    person, found, side = _found(request, key)
    outcome = _outcome(person, found) if step == "tell" else None
    asked = _telling(outcome) if outcome else _steps(person, found).get(step)
    if asked is None:
        raise Http404
    form = asked.form(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            asked.take(found, form.cleaned_data, person)
        except (MoveRefused, Refused) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Done."))
            return redirect("mentoring:pair", key)
    title = str(asked.title)
    context = {
        **_shown(found, side, person),
        "form": form,
        "heading": title,
        "label": title,
        "words": asked.words,
    }
    return render(request, "mentoring/step.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def take_back(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """Delete one's own note."""
    person, found, _side = _found(request, key)
    get_object_or_404(found.letters.filter(by=person), pk=number)
    actions.take_back(found, number, by=person)
    messages.success(request, _("The note is deleted, for both of you."))
    return redirect("mentoring:pair", key)


def _telling(outcome: Outcome) -> Step:
    return Step(
        gettext_lazy("Tell what came of it"),
        "tell_outcome",
        lambda _pair, said, by: actions.tell_outcome(outcome, said["answer"], why=said["why"], by=by),
        OutcomeForm,
    )


def _outcome(person: Person, found: Pair) -> Outcome | None:
    return queries.to_tell(person).filter(pair=found).first()


def _found(request: HttpRequest, key: str) -> tuple[Person, Pair, Side]:
    person = cast("Person", request.user)
    found = get_object_or_404(queries.pairs_for(person), key=key)
    return person, found, cast("Side", found.side_of(person))


def _steps(person: Person, found: Pair) -> dict[str, Step]:
    rules = {each.rule: access.may(person, each.rule, found) for each in STEPS.values()}
    return {name: each for name, each in STEPS.items() if rules[each.rule] and _fits(name, found)}


def _fits(name: str, found: Pair) -> bool:
    return name != "block" or (found.mentor_id is not None and found.newcomer_id is not None)


def _shown(found: Pair, side: Side, reader: Person) -> dict[str, Any]:
    """Before both have agreed, only the lines of the other; a name from then on."""
    other = found.other(side)
    told = queries.lines_behind(found, side, reader)
    return {
        "pair": found,
        "side": side,
        "told": told,
        "lines": _lines(told) if told else None,
        "other": str(other) if other and found.accepted_on else "",
        "gone": other is None,
        "waits": found.state == ASKED,
        "works": found.state == ACCEPTED,
        "sample": found.sample,
    }
