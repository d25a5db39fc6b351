"""One question, for who asked it with an account and for those who answer; and each step it can take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.programs.asking import actions, areas, queries
from thriving.programs.asking.areas import Area
from thriving.programs.asking.forms import AnswerForm, DeclineForm, FollowUpForm, PassForm, language_names
from thriving.programs.asking.models import Question, Said
from thriving.programs.asking.states import ANSWERED, CLOSED, HEARD, QUESTION

_DONE = gettext_lazy("Done.")
_TITLES = {move.name: move.title for move in QUESTION.moves}


@dataclass(frozen=True)
class Step:
    """A page that asks for what a step needs, and takes it. ``open``: whether it can be taken now."""

    title: str | Promise
    open: Callable[[Question], bool]
    take: Callable[[Question, Mapping[str, Any], Person | None], object]
    form: Callable[[Question, Any], forms.Form] = lambda _question, data: forms.Form(data)
    words: str | Promise = ""
    done: str | Promise = _DONE


def _published(question: Question) -> bool:
    return question.published_at is not None


def _to_publish(question: Question) -> bool:
    heard = question.state in (ANSWERED, CLOSED) and question.answered_on is not None
    return heard and question.may_publish and not question.published_at and not question.erased_at


OF_ASKER = {
    "follow-up": Step(
        _TITLES["follow_up"],
        lambda question: question.state == ANSWERED and question.followed_up_at is None,
        lambda question, said, by: actions.follow_up(question, by=by, **said),
        lambda question, data: FollowUpForm(data, has_account=question.asker_id is not None),
        gettext_lazy("You can ask back once, in the language of your question."),
        gettext_lazy("It waits for an answer again."),
    ),
    "close": Step(
        gettext_lazy("I need nothing more"),
        lambda question: question.waits or question.state in HEARD,
        lambda question, _said, by: actions.close(question, by=by),
        words=gettext_lazy("Nobody answers any more. What was said stays to be read, by you too."),
    ),
    "withdraw": Step(
        gettext_lazy("Take it off the published ones"),
        _published,
        lambda question, _said, by: actions.withdraw(question, by=by),
        words=gettext_lazy("Only you and those who answer read it from then on."),
    ),
    "erase": Step(
        gettext_lazy("Erase what I wrote"),
        lambda question: question.erased_at is None,
        lambda question, _said, by: actions.erase(question, by=by),
        words=gettext_lazy(
            "Your words go for good, for everybody, and this page with them. It cannot be undone."
        ),
        done=gettext_lazy("Your words are erased."),
    ),
}
OF_ANSWERER = {
    "answer": Step(
        _TITLES["answer"],
        lambda question: question.waits,
        lambda question, said, by: actions.answer(question, by=_person(by), **said),
        lambda question, data: AnswerForm(question.language, data),
        done=gettext_lazy("Your answer is there to read."),
    ),
    "pass-on": Step(
        _TITLES["pass_on"],
        lambda question: question.waits,
        lambda question, said, by: actions.pass_on(
            question, said["area"], words=said["words"], language=said["language"], by=_person(by)
        ),
        lambda question, data: PassForm(_others(question), question.language, data),
        gettext_lazy("Those of the other area see all that was said. The asker sees where it went."),
        gettext_lazy("It was passed on."),
    ),
    "decline": Step(
        _TITLES["decline"],
        lambda question: question.waits,
        lambda question, said, by: actions.decline(question, by=_person(by), **said),
        lambda question, data: DeclineForm(question.language, data),
    ),
    "set-aside": Step(
        _TITLES["set_aside"],
        lambda question: question.waits,
        lambda question, _said, by: actions.set_aside(question, by=_person(by)),
        words=gettext_lazy(
            "For spam only: nobody is told, it is counted nowhere, and its words are deleted."
        ),
    ),
}
OF_PUBLISHER = {
    "publish": Step(
        gettext_lazy("Publish question and answer"),
        _to_publish,
        lambda question, _said, by: actions.publish(question, by=_person(by)),
        words=gettext_lazy("Everybody reads them from then on. The asker has agreed, and can take it back."),
        done=gettext_lazy("Everybody can read it now."),
    ),
    "unpublish": Step(
        gettext_lazy("Take it off the published ones"),
        _published,
        lambda question, _said, by: actions.withdraw(question, by=by),
    ),
}


def _person(by: Person | None) -> Person:
    return cast("Person", by)


def _others(question: Question) -> list[Area]:
    return [each for each in areas.around(question.serves) if each.scope != question.area]


@require_safe
@signed_in
def question(request: HttpRequest, key: str) -> HttpResponse:
    found = _found(request, key)
    steps = _steps(request, found)
    context = {
        **shown(found),
        "steps": [(name, each.title) for name, each in steps.items() if name != "answer"],
        "form": AnswerForm(found.language) if "answer" in steps else None,
        "languages": language_names() if "answer" in steps else [],
        "is_own": found.asker_id == request.user.pk,
    }
    return render(request, "asking/question.html", context)


@signed_in
def step(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    found = _found(request, key)
    steps = _steps(request, found)
    if step not in steps:
        raise Http404
    answer = take(request, found, steps[step], cast("Person", request.user))
    return answer or redirect(
        "asking:answering" if step == "set-aside" else _page_after(step), *_named(found, step)
    )


def _page_after(step: str) -> str:
    """Who passes a question on, or erases it, may not see it any longer."""
    return {"pass-on": "asking:answering", "erase": "asking:areas"}.get(step, "asking:question")


def _named(found: Question, step: str) -> list[str]:
    return [] if step in ("pass-on", "erase", "set-aside") else [found.key]


def take(request: HttpRequest, found: Question, asked: Step, by: Person | None) -> HttpResponse | None:
    """The step's page, or nothing once it has been taken."""
    form = asked.form(found, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            asked.take(found, form.cleaned_data, by)
        except (MoveRefused, Refused) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, str(asked.done))
            return None
    title = str(asked.title)
    context = {
        **shown(found),
        "form": form,
        "heading": title,
        "label": title,
        "words": asked.words,
        "languages": language_names() if "language" in form.fields else [],
        "is_private": by is None,
    }
    return render(request, "asking/step.html", context, status=422 if form.errors else 200)


def shown(found: Question) -> dict[str, Any]:
    """What every page of a question shows: its area, and all that was said in turn."""
    said = list(found.said.all())
    named = areas.among({found.area, *(each.area for each in said)})
    titles = {scope: str(each.title) for scope, each in named.items()}
    return {
        "question": found,
        "area": named.get(found.area),
        "said": [(each, titles.get(each.area, ""), each.kind in Said.BY_ASKER) for each in said],
        "sample": found.sample,
    }


def open_to_asker(found: Question) -> dict[str, Step]:
    return {name: each for name, each in OF_ASKER.items() if each.open(found)}


def _found(request: HttpRequest, key: str) -> Question:
    found = queries.question_for(request.user, key)
    if found is None:
        raise Http404
    return found


def _steps(request: HttpRequest, found: Question) -> dict[str, Step]:
    steps = open_to_asker(found) if found.asker_id == request.user.pk else {}
    for rule, more in (("answer_question", OF_ANSWERER), ("publish_question", OF_PUBLISHER)):
        if access.may(request.user, rule, found):
            steps |= {name: each for name, each in more.items() if each.open(found)}
    return steps
