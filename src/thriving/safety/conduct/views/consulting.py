"""What was said in a consultation and what was answered: read by all, said by whoever has an account."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.movement.doors import signed_in, typed
from thriving.safety.conduct import actions, queries
from thriving.safety.conduct.forms import AnswerForm, CommentForm, ReasonForm
from thriving.safety.conduct.models import AnswerKind, Comment
from thriving.safety.conduct.queries.consulting import as_read
from thriving.safety.conduct.states import CONSULTATION
from thriving.safety.conduct.views.asking import Step, ask, crumbs_of_version, person, version_at
from thriving.ui.twins import Column, Parameter, Records

ON_A_PAGE, IN_A_TWIN = 50, 500
COMMENTS = Records(
    "comments-on-conduct",
    gettext_lazy("Comments on a code of conduct"),
    gettext_lazy("What was said of a text in consultation, and what was answered. Nobody is named here."),
    columns=(
        Column("number", "integer", gettext_lazy("Number"), gettext_lazy("In the order in which they came.")),
        Column("said_on", "date", gettext_lazy("Said"), gettext_lazy("On which day, in UTC.")),
        Column("language", "string", gettext_lazy("Language"), gettext_lazy("Of the comment.")),
        Column("words", "string", gettext_lazy("What was said"), gettext_lazy("Empty where it is hidden.")),
        Column("answered_on", "date", gettext_lazy("Answered"), gettext_lazy("On which day, in UTC.")),
        Column("outcome", "string", gettext_lazy("What comes of it"), ", ".join(AnswerKind)),
        Column("answer", "string", gettext_lazy("Answer"), gettext_lazy("Or why it is hidden.")),
    ),
    parameters=(Parameter("page", "integer", gettext_lazy("Page"), gettext_lazy("Which part of the list.")),),
)


@require_safe
def comments(request: HttpRequest, key: str, number: int, form: Any) -> HttpResponse:
    found = version_at(request, key, number)
    if found.consulted_from is None:
        raise Http404
    page = Paginator(queries.comments_of(found), ON_A_PAGE if form == "html" else IN_A_TWIN).get_page(
        COMMENTS.asked(request)["page"] or 1
    )
    return COMMENTS.respond(
        request,
        [_row(each) for each in page],
        form=form,
        template="conduct/comments.html",
        context={
            "version": found,
            "page": page,
            "said": as_read(request.user, list(page)) if form == "html" else [],
            "may_answer": found.state == CONSULTATION
            and access.may(request.user, "keep_code_version", found),
            "may_comment": found.takes_comments,
            "crumbs": crumbs_of_version(found),
        },
        sample=found.code.sample,
    )


@signed_in
def comment(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    found = version_at(request, key, number)
    if not found.takes_comments or not access.may(request.user, "comment_on_code", found):
        raise Http404
    form = CommentForm(typed(request))
    return ask(
        request,
        form,
        lambda: actions.comment(
            found, form.cleaned_data["words"], language=form.cleaned_data["language"], by=person(request)
        ),
        title=_("Comment on it"),
        words=_("It will be answered, in public, before the text is frozen."),
        crumbs=crumbs_of_version(found),
        to=reverse("conduct:comments", args=[key, number]),
    )


STEPS = {
    "answer": Step(
        gettext_lazy("Answer the comment"),
        "keep_code_version",
        lambda said: said.hidden_at is None,
        lambda said, data, _files: AnswerForm(said, data),
        lambda said, form, by: actions.answer(
            said,
            form.cleaned_data["kind"],
            form.cleaned_data["words"],
            language=form.cleaned_data["language"],
            by=by,
        ),
    ),
    "hide": Step(
        gettext_lazy("Hide the comment"),
        "keep_code_version",
        lambda said: said.hidden_at is None,
        lambda _said, data, _files: ReasonForm(data),
        lambda said, form, by: actions.hide_comment(said, why=form.cleaned_data["why"], by=by),
        gettext_lazy("Only what harms somebody, or is no comment at all. Everybody reads why."),
    ),
}


@signed_in
def comment_step(request: HttpRequest, key: str, number: int, said: int, step: str) -> HttpResponseBase:
    version = version_at(request, key, number)
    found = get_object_or_404(version.comments, number=said)
    found.version = version
    open_ = version.state == CONSULTATION and step in STEPS and STEPS[step].open(found)
    if not open_ or not access.may(request.user, "keep_code_version", version):
        raise Http404
    asked = STEPS[step]
    form = asked.form(found, typed(request), None)
    return ask(
        request,
        form,
        lambda: asked.take(found, form, person(request)),
        title=str(asked.title),
        words=str(asked.words),
        crumbs=crumbs_of_version(version),
        to=f"{reverse('conduct:comments', args=[key, number])}#comment-{said}",
        comment=found,
    )


def _row(said: Comment) -> dict[str, Any]:
    return {
        "number": said.number,
        "said_on": said.said_at.date(),
        "language": said.language,
        "words": "" if said.hidden_at else said.words,
        "answered_on": said.answered_at.date() if said.answered_at else None,
        "outcome": said.kind or None,
        "answer": said.hidden_why or said.answer,
    }
