"""The pages of milestones: the list, one of them, and what is said of a step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access, files
from thriving.kernel.files import FileRefused
from thriving.kernel.models import StoredFile
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.doors import needs, signed_in, typed
from thriving.movement.models import Person
from thriving.movement.rules.minors import apart_from_minors
from thriving.programs.milestones import actions, queries
from thriving.programs.milestones.forms import MilestoneForm, NewForm, OwnerForm, ProofForm, ReasonForm
from thriving.programs.milestones.models import Milestone
from thriving.programs.milestones.queries import Course, CourseStep
from thriving.programs.milestones.showing import shown
from thriving.ui.twins import Column, Parameter, Records

ON_A_PAGE = 50

MILESTONES = Records(
    "milestones",
    gettext_lazy("Milestones"),
    gettext_lazy("What is prepared step by step: what is reached, what comes next, and what is late."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the page.")),
        Column("plan", "string", gettext_lazy("Plan"), gettext_lazy("The plan that it serves, by its key.")),
        Column("key_result", "string", gettext_lazy("Key result"), gettext_lazy("By its key.")),
        Column("steps", "integer", gettext_lazy("Steps"), gettext_lazy("How many it has.")),
        Column("reached", "integer", gettext_lazy("Reached"), gettext_lazy("How many are reached.")),
        Column("next", "string", gettext_lazy("Next"), gettext_lazy("The first step that is not reached.")),
        Column("next_due_on", "date", gettext_lazy("Due"), gettext_lazy("When the next step is due.")),
        Column("late", "integer", gettext_lazy("Late"), gettext_lazy("Steps that are due and not reached.")),
    ),
    parameters=(
        Parameter("plan", "string", gettext_lazy("Plan"), gettext_lazy("Only those that serve it.")),
        Parameter("state", "string", gettext_lazy("State"), "open, late, done"),
    ),
)
STEPS = Records(
    "milestone",
    gettext_lazy("Milestone"),
    gettext_lazy("Its steps in their order, when each is due, and what shows that it is reached."),
    columns=(
        Column("step", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the page.")),
        Column("due_on", "date", gettext_lazy("Due"), gettext_lazy("As the plan says, where one names it.")),
        Column("reached_on", "date", gettext_lazy("Reached"), gettext_lazy("Empty until it is reached.")),
        Column("late", "boolean", gettext_lazy("Late"), gettext_lazy("Due and not reached.")),
        Column("proof", "string", gettext_lazy("Proof"), gettext_lazy("What shows it, for who may open it.")),
        Column("address", "string", gettext_lazy("Address"), gettext_lazy("Where the proof can be read.")),
        Column("sha256", "string", gettext_lazy("SHA-256"), gettext_lazy("Of the document, if it is one.")),
        Column("version", "integer", gettext_lazy("Version"), gettext_lazy("Of the proof.")),
    ),
)
_STATES: dict[str, Callable[[Course], bool]] = {
    "open": lambda each: not each.is_done,
    "late": lambda each: bool(each.late),
    "done": lambda each: each.is_done,
}


def _any(_course: Course) -> bool:
    return True


@require_safe
def milestones(request: HttpRequest, form: Any) -> HttpResponse:
    asked = MILESTONES.asked(request)
    found = [each for each in queries.every_course(request.user) if _fits(each, asked)]
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return MILESTONES.respond(
        request,
        map(_row, found),
        form=form,
        template="milestones/milestones.html",
        context={
            "page": page,
            "states": _ways(asked),
            "may_prepare": access.holds(request.user, "prepare_milestone"),
        },
        sample=any(each.sample for each in found),
    )


def _fits(course: Course, asked: dict[str, Any]) -> bool:
    plan, _key_result = course.serves or ("", "")
    return asked["plan"] in (None, plan) and _STATES.get(asked["state"] or "", _any)(course)


def _ways(asked: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """All, and each state, as views of one list."""
    labels = {"": _("All"), "open": _("Under way"), "late": _("Late"), "done": _("All steps reached")}
    here = reverse("milestones:milestones")
    return [
        (label, f"{here}?state={state}" if state else here, (asked["state"] or "") == state)
        for state, label in labels.items()
    ]


@require_safe
def milestone(request: HttpRequest, key: str, form: Any) -> HttpResponse:
    course = _course(request, key)
    return STEPS.respond(
        request,
        shown(request.user, course).rows(),
        form=form,
        template="milestones/milestone.html",
        context=_context(request, course),
        title=str(course.title),
        sample=course.sample,
    )


def _context(request: HttpRequest, course: Course) -> dict[str, Any]:
    found = course.milestone
    return {
        "course": course,
        "shown": shown(request.user, course),
        "may_run": bool(found and access.may(request.user, "run_milestone", found)),
        "may_take_up": found is None and access.holds(request.user, "prepare_milestone"),
    }


@needs("prepare_milestone")
def new(request: HttpRequest) -> HttpResponseBase:
    """One of one's own, or with ?key= one that a plan names."""
    course = _bare(request)
    form = (MilestoneForm if course.planned else NewForm)(course, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.prepare(form.said(), by=cast("Person", request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("milestones:milestone", made.key)
    return _form_page(request, course, form, heading=_("Prepare a milestone"), label=_("Save"))


def _bare(request: HttpRequest) -> Course:
    key = request.GET.get("key", "")
    if not key:
        return Course("", None, None, ())
    course = _course(request, key)
    if course.milestone:
        raise Http404
    return course


@signed_in
def rewrite(request: HttpRequest, key: str) -> HttpResponseBase:
    found = _run(request, key)
    course = queries.course_of(found)
    form = MilestoneForm(course, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.rewrite(found, form.said(), by=cast("Person", request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _back(request, key)
    return _form_page(request, course, form, heading=_("Change the milestone"), label=_("Save"))


@signed_in
def owners(request: HttpRequest, key: str) -> HttpResponseBase:
    """Name whose turn it is, and let somebody go."""
    found, by = _run(request, key), cast("Person", request.user)
    form = OwnerForm(typed(request) if "release" not in request.POST else None)
    if request.method == "POST" and "release" in request.POST:
        owner = get_object_or_404(found.owners.select_related("person"), pk=_number(request.POST["release"]))
        actions.release_owner(found, owner.person, by=by)
        return redirect("milestones:owners", key)
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_owner(found, form.cleaned_data["username"], by=by)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("milestones:owners", key)
    context = {"owners": list(found.owners.filter(apart_from_minors("person")).select_related("person"))}
    return _form_page(
        request,
        queries.course_of(found),
        form,
        template="milestones/owners.html",
        heading=_("Whose turn it is"),
        label=_("Add"),
        **context,
    )


def _number(said: str) -> int:
    if not said.isdecimal() or len(said) > 18:  # noqa: PLR2004 -- what a database's number holds
        raise Http404
    return int(said)


@signed_in
def reach(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    found = _run(request, key)
    course, here = _step(found, step)
    form = ProofForm(typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reach(found, step, form.shown(), on=form.day(), by=cast("Person", request.user))
        except (FileRefused, Refused) as refused:
            form.add_error(None, str(refused))
        else:
            return _back(request, key, step)
    heading = _("Show a newer version") if here.proof else _("Say that it is reached")
    words = _("The earlier version stays to be read.") if here.proof else ""
    return _form_page(
        request, course, form, heading=heading, label=_("Save"), words=words, step=here, uploads=True
    )


@signed_in
def take_back(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    found = _run(request, key)
    course, here = _step(found, step)
    if here.proof is None:
        raise Http404
    form = ReasonForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_back(found, step, why=form.cleaned_data["why"], by=cast("Person", request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _back(request, key, step)
    words = _("The plan no longer counts the step. What showed it stays to be read, with your reason.")
    return _form_page(
        request, course, form, heading=_("Take it back"), label=_("Take back"), words=words, step=here
    )


@signed_in
def untie(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    """Let people say again what another record said."""
    found = _run(request, key)
    course = queries.course_of(found)
    here = course.step(step)
    if here is None or here.tie is None:
        raise Http404(step)
    if request.method == "POST":
        actions.untie(found, step, by=cast("Person", request.user))
        return _back(request, key, step)
    words = _(
        "The record no longer reaches this step. If it is reached, it stays so until somebody says otherwise."
    )
    heading = _("Say it by hand again")
    return _form_page(request, course, forms.Form(), heading=heading, label=heading, words=words, step=here)


@require_safe
def document(request: HttpRequest, key: str, step: str, version: int) -> HttpResponseBase:
    """What was kept, if it still is what was kept."""
    kept = queries.proofs_for(request.user).exclude(file="")
    found = get_object_or_404(kept, milestone__key=key, step=step, version=version)
    if not files.is_still(found.file, found.sha256):
        raise Http404(_("This is no longer the document that was kept: it is not handed out."))
    return files.response(get_object_or_404(StoredFile, pk=found.file))


def _course(request: HttpRequest, key: str) -> Course:
    if course := queries.course(request.user, key):
        return course
    raise Http404(key)


def _run(request: HttpRequest, key: str) -> Milestone:
    return get_object_or_404(queries.run_by(request.user), key=key)


def _step(found: Milestone, step: str) -> tuple[Course, CourseStep]:
    """A step about which somebody may say something: not one that another record reaches."""
    course = queries.course_of(found)
    here = course.step(step)
    if here is None or here.tie:
        raise Http404(step)
    return course, here


def _back(request: HttpRequest, key: str, step: str = "") -> HttpResponse:
    messages.success(request, _("Saved."))
    address = reverse("milestones:milestone", args=[key])
    return redirect(f"{address}#{step}" if step else address)


def _form_page(
    request: HttpRequest,
    course: Course,
    form: forms.Form,
    *,
    template: str = "milestones/form.html",
    **words: Any,
) -> HttpResponse:
    context = {"form": form, "course": course, **words}
    return render(request, template, context, status=422 if form.errors else 200)


def _row(each: Course) -> dict[str, Any]:
    plan, key_result = each.serves or (None, None)
    return {
        "key": each.key,
        "title": each.title,
        "plan": plan,
        "key_result": key_result,
        "steps": len(each.steps),
        "reached": len(each.reached),
        "next": each.next.title if each.next else Words(),
        "next_due_on": each.next.due_on if each.next else None,
        "late": len(each.late),
    }
