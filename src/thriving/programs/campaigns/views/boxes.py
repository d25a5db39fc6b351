"""Boxes: the list, one of them with its versions, and a campaign made from it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.doors import needs, signed_in, typed
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.content import DATED, Content, Kind, read, week_of, week_words
from thriving.programs.campaigns.forms.box import BoxForm, FromCampaignForm, PublishForm
from thriving.programs.campaigns.forms.campaign import NewCampaignForm
from thriving.programs.campaigns.forms.piece import PieceForm
from thriving.programs.campaigns.models import Box, BoxVersion, State
from thriving.programs.campaigns.queries import campaign as campaigns
from thriving.programs.campaigns.queries.box import boxes_for, kept_by, uses_of, with_counts
from thriving.programs.campaigns.queries.patterns import titled
from thriving.programs.campaigns.views.finding import Where, done, form_page, me
from thriving.programs.campaigns.views.kit import NEW
from thriving.programs.experiments.queries import experiments_for
from thriving.programs.experiments.states import FINISHED
from thriving.ui.content import reading
from thriving.ui.twins import Column, Records

MOST = 200

BOXES = Records(
    "boxes",
    gettext_lazy("Campaigns in a box"),
    gettext_lazy("Kits from which anybody who organizes can make a campaign, by their keys."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the page.")),
        Column("version", "integer", gettext_lazy("Version"), gettext_lazy("The newest that is published.")),
        Column(
            "campaigns", "integer", gettext_lazy("Campaigns"), gettext_lazy("Announced ones made from it.")
        ),
        Column("places", "integer", gettext_lazy("Places"), gettext_lazy("In campaigns, made from it.")),
    ),
)


@require_safe
def boxes(request: HttpRequest, form: Any) -> HttpResponse:
    listed = list(with_counts(boxes_for(request.user))[:MOST])
    rows = [
        {
            "key": each.key,
            "title": each.title,
            "version": each.newest,
            "campaigns": each.campaigns_made,
            "places": each.places_made,
        }
        for each in listed
    ]
    return BOXES.respond(
        request,
        rows,
        form=form,
        template="campaigns/boxes.html",
        context={"boxes": listed, "may_make": access.holds(request.user, "make_box")},
        sample=any(each.sample for each in listed),
    )


@require_safe
def box(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(boxes_for(request.user), key=key)
    newest = found.versions.first()
    return _box_page(request, found, newest)


@require_safe
def version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    found = get_object_or_404(boxes_for(request.user), key=key)
    return _box_page(request, found, get_object_or_404(found.versions.all(), number=number))


def _box_page(request: HttpRequest, found: Box, shown: BoxVersion | None) -> HttpResponse:
    versions = list(found.versions.prefetch_related("lessons"))
    learned = {lesson.experiment for each in versions for lesson in each.lessons.all()}
    known = {each.key: each for each in experiments_for(request.user).filter(key__in=learned)}
    parts = parts_of(shown.pieces if shown else {})
    said = shown or found
    context = {
        "box": found,
        "reading": reading(request, said.title, said.text, *_words(parts)),
        "version": shown,
        "newest": versions[0] if versions else None,
        "parts": parts,
        "versions": [
            (each, [known[one.experiment] for one in each.lessons.all() if one.experiment in known])
            for each in versions
        ],
        "uses": uses_of(request.user, found),
        "may_translate": access.may(request.user, "translate_box", found),
        "may_keep": access.may(request.user, "keep_box", found),
        "may_use": bool(versions) and access.holds(request.user, "plan_campaign"),
        "sample": found.sample,
    }
    return render(request, "campaigns/box.html", context)


Parts = list[tuple[Any, list[dict[str, Any]]]]  # by the words of each kind: its pieces


def parts_of(pieces: dict[str, Any]) -> Parts:
    """By kind; what has a day in the order of its days."""
    said = titled([read(each) for each in pieces.values()])
    listed = [_part(name, each) for name, each in zip(pieces, said, strict=True)]
    in_order = sorted(listed, key=lambda each: (each["said"].day or 0, each["key"]))
    groups = [(kind.label, [each for each in in_order if each["kind"] == kind]) for kind in Kind]
    return [(label, group) for label, group in groups if group]


def _words(parts: Parts) -> list[Words]:
    """What is written in the box; the title of a learning pattern is written elsewhere."""
    said = [each["said"] for _label, group in parts for each in group]
    return [*(each.title for each in said if not each.pattern), *(each.text for each in said)]


def _part(name: str, said: Content) -> dict[str, Any]:
    kind, _slash, key = name.partition("/")
    week = week_words(week_of(said.day)) if kind in DATED and said.day is not None else ""
    return {"kind": kind, "key": key, "said": said, "week": week}


@needs("make_box")
def new(request: HttpRequest) -> HttpResponseBase:
    form = BoxForm(None, typed(request))
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"].lower()
        try:
            days = form.cleaned_data["days"]
            actions.make_box(form.said("title"), form.said("text"), key=key, days=days, by=me(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("campaigns:draft", key)
    return _page(request, None, form, _("Make a box"))


@signed_in
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """The next version, as its keepers write it."""
    found = get_object_or_404(kept_by(request.user), key=key)
    pieces = {f"{each.kind}/{each.key}": each.content for each in found.pieces.all()}
    parts = parts_of(pieces)
    context = {
        "box": found,
        "reading": reading(request, found.title, found.text, *_words(parts)),
        "parts": parts,
        "kinds": Kind.choices,
        "sample": found.sample,
    }
    return render(request, "campaigns/draft.html", context)


@signed_in
def describe(request: HttpRequest, key: str) -> HttpResponseBase:
    found = get_object_or_404(kept_by(request.user), key=key)
    form = BoxForm(found, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            days = form.cleaned_data["days"]
            actions.describe_box(found, form.said("title"), form.said("text"), days=days, by=me(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("campaigns:draft", key)
    return _page(request, found, form, _("Change what it says of itself"))


@signed_in
def box_piece(request: HttpRequest, key: str, kind: str, name: str) -> HttpResponseBase:
    """Write a piece of the draft; POST with ``drop`` leaves it out."""
    found = get_object_or_404(kept_by(request.user), key=key)
    if kind not in Kind:
        raise Http404
    here = get_object_or_404(found.pieces.all(), kind=kind, key=name) if name != NEW else None
    if here and request.method == "POST" and "drop" in request.POST:
        actions.drop_box_piece(found, kind, name, by=me(request))
        return redirect("campaigns:draft", key)
    form = PieceForm(kind, here.said if here else None, typed(request), _roles(found))
    if request.method == "POST" and form.is_valid():
        try:
            told = here.key if here else _free_key(found, kind, form)
            actions.write_box_piece(found, kind, told, form.content(), by=me(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("campaigns:draft", key)
    heading = str(here.said.title) if here and here.said.title else Kind(kind).label
    return _page(request, found, form, heading, may_drop=here is not None)


def _free_key(found: Box, kind: str, form: PieceForm) -> str:
    key = form.key()
    if found.pieces.filter(kind=kind, key=key).exists():
        raise Refused(_("Another piece has “%(key)s” as its name already.") % {"key": key})
    return key


def _roles(found: Box) -> list[tuple[str, str]]:
    return [(each.key, str(each.said.title)) for each in found.pieces.filter(kind=Kind.ROLE)]


@signed_in
def publish(request: HttpRequest, key: str) -> HttpResponseBase:
    found = get_object_or_404(kept_by(request.user), key=key)
    learned = list(experiments_for(request.user).filter(state=FINISHED)[:MOST])
    form = PublishForm(learned, typed(request))
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data.get("experiments", [])
        try:
            changes = form.said("changes")
            actions.publish_version(found, changes=changes, by=me(request), experiments=chosen)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            done(request, _("It is published, and stays as it is. What you change now is the next version."))
            return redirect("campaigns:box", key)
    return _page(request, found, form, _("Publish this version"))


@needs("plan_campaign")
def use(request: HttpRequest, key: str) -> HttpResponseBase:
    """Make a campaign from the newest version."""
    found = get_object_or_404(boxes_for(request.user), key=key)
    newest = found.versions.first()
    if newest is None:
        raise Http404
    form = NewCampaignForm(newest, typed(request))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data["key"].lower()
        try:
            actions.campaign_from_box(newest, form.planned(), key=told, by=me(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            done(request, _("This is your campaign, a draft: its days are set, and its texts are filled."))
            return redirect("campaigns:kit", told, "whole")
    return _page(request, found, form, _("Make a campaign from it"))


@signed_in
def from_campaign(request: HttpRequest, key: str) -> HttpResponseBase:
    """Make a box from a finished campaign."""
    query = campaigns.run_by(request.user).filter(state=State.FINISHED)
    found = get_object_or_404(query, key=key)
    access.require_holds(request.user, "make_box")
    form = FromCampaignForm(None, typed(request))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data["key"].lower()
        try:
            actions.box_from_campaign(found, key=told, title=form.said("title"), by=me(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            done(request, _("This is the draft of a box. Names, people and contributions stayed behind."))
            return redirect("campaigns:draft", told)
    heading = _("Make a box from it")
    words = _("Its checklist, lessons, texts, goals, worklists, safety steps and roles; nobody's name.")
    return form_page(request, form, heading=heading, label=heading, words=words, where=Where(found, None))


def _page(
    request: HttpRequest, found: Box | None, form: Any, heading: Any, *, may_drop: bool = False
) -> HttpResponse:
    return form_page(
        request,
        form,
        heading=heading,
        label=heading if found is None else _("Save"),
        template="campaigns/box_step.html",
        box=found,
        may_drop=may_drop,
    )
