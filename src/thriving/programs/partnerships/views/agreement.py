"""An agreement, version by version: its clauses and what each rests on, its document, its signatures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access, clock
from thriving.kernel.models import StoredFile
from thriving.movement.doors import signed_in, typed
from thriving.programs.partnerships import actions, queries, sealing
from thriving.programs.partnerships.actions.drafting import ClauseSaid, copied
from thriving.programs.partnerships.actions.signing import rule_for
from thriving.programs.partnerships.forms import DraftForm, ReasonForm, SignForm, clauses_form
from thriving.programs.partnerships.models import Partnership, Side, Version
from thriving.programs.partnerships.states import CONTACT, ENDED, VERSION_DRAFT, VERSION_READY
from thriving.programs.partnerships.views.asking import Step, ask, handed_out, past, person, taken
from thriving.programs.partnerships.views.partnerships import crumbs_of
from thriving.ui.twins import Column, Records

CLAUSES = Records(
    "clauses-of-an-agreement",
    gettext_lazy("Clauses of an agreement"),
    gettext_lazy("Each clause with the findings of research on which it rests."),
    columns=(
        Column("clause", "string", gettext_lazy("Clause"), gettext_lazy("Its number.")),
        Column("text", "string", gettext_lazy("Text"), gettext_lazy("As it is sealed.")),
        Column("rests_on", "list", gettext_lazy("Rests on"), gettext_lazy("Findings, as stream/number.")),
        Column("rested_on", "list", gettext_lazy("Rested on"), gettext_lazy("Findings withdrawn since.")),
    ),
)


@require_safe
def clauses(request: HttpRequest, key: str, number: int, form: Any) -> HttpResponse:
    found = _version(request, key, number)
    bases, partnership = queries.bases_of(found), found.partnership
    return CLAUSES.respond(
        request,
        [
            {
                "clause": clause.number,
                "text": clause.text,
                "rests_on": [each.key for each in standing],
                "rested_on": [each.key for each in gone],
            }
            for clause, standing, gone in bases.clauses
        ],
        form=form,
        template="partnerships/version.html",
        context={
            "partnership": partnership,
            "version": found,
            "bases": bases,
            "troubles": sealing.troubles(found),
            "signatures": list(found.signatures.all()),
            "file": StoredFile.objects.filter(pk=found.document).first(),
            "steps": _steps(request, found) if form == "html" else [],
            "crumbs": crumbs_of(partnership),
        },
        extra={"state": found.state, "seal": found.seal, "document_sha256": found.sha256},
        sample=partnership.sample,
    )


@require_safe
def document(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """What was brought, if it still is what was brought."""
    found = _version(request, key, number)
    return handed_out(found.document, found.sha256)


@signed_in
def draft(request: HttpRequest, key: str) -> HttpResponseBase:
    """The next version; an amendment begins from the agreement as it holds."""
    found = get_object_or_404(queries.run_by(request.user), key=key)
    if found.state in (CONTACT, ENDED):
        raise Http404
    before = queries.current(list(found.versions.all())) or found.versions.last()
    return _write(request, found, copied(before), None)


SIGNING = {"sign_for_us": Side.OURS, "sign_for_them": Side.THEIRS}


@signed_in
def version_step(request: HttpRequest, key: str, number: int, step: str) -> HttpResponseBase:
    found = _version(request, key, number)
    if step in SIGNING:
        return _sign(request, found, SIGNING[step])
    if not access.may(request.user, "run_partnership", found.partnership):
        raise Http404
    if step == "rewrite" and found.state == VERSION_DRAFT:
        return _write(request, found.partnership, copied(found), found)
    asked = STEPS.get(step)
    if asked is None:
        raise Http404
    if found.state not in asked.states:
        return past(request, _address(found))
    form = asked.form(found, typed(request))
    return ask(
        request,
        form,
        lambda: asked.take(found, form, person(request)),
        title=str(asked.title),
        words=str(asked.words),
        crumbs=_crumbs(found),
        to=_address(found),
    )


STEPS: Mapping[str, Step] = {
    "make_ready": Step(
        gettext_lazy("Declare the text ready to be signed"),
        (VERSION_DRAFT,),
        lambda _found, data: forms.Form(data),
        lambda found, _form, by: actions.make_ready(found, by=by),
        gettext_lazy("Document, clauses and what they rest on are sealed: nothing of it changes afterwards."),
    ),
    "take_back": Step(
        gettext_lazy("Take the text back"),
        (VERSION_DRAFT, VERSION_READY),
        lambda _found, data: ReasonForm(data),
        lambda found, form, by: actions.take_back(found, why=form.cleaned_data["reason"], by=by),
    ),
}


def _sign(request: HttpRequest, found: Version, side: Side) -> HttpResponseBase:
    if found.state != VERSION_READY or not _may_sign(request, found, side):
        raise Http404
    named = request.user.name if rule_for(found, side) != "record_their_signature" else ""  # type: ignore[union-attr]
    initial = {"seal": found.seal, "name": named, "on": clock.today()}
    form = SignForm(typed(request), initial=initial)
    return ask(
        request,
        form,
        lambda: actions.sign(found, side, form.signed(), by=person(request)),
        title=_sign_title(found, side),
        words=_("You sign version %(number)s, whose seal is %(seal)s.")
        % {"number": found.number, "seal": found.seal},
        crumbs=_crumbs(found),
        to=_address(found),
    )


def _write(
    request: HttpRequest, partnership: Partnership, begun: list[ClauseSaid], found: Version | None
) -> HttpResponseBase:
    data = typed(request)
    form = DraftForm(data, request.FILES or None, initial={"changes": found.changes if found else ""})
    findings = list(queries.findings_of(partnership).filter(withdrawn_at=None))
    rows = clauses_form(begun, findings, data)
    kept: list[Version] = []

    def write() -> None:
        said = form.drafted(rows.said(), found.language if found else "")
        if found:
            actions.rewrite_draft(found, said, by=person(request))
        else:
            kept.append(actions.draft(partnership, said, by=person(request)))

    # Both are looked at, so that every mistake is told at once.
    sound = rows.is_valid() if request.method == "POST" else True
    if sound and taken(request, form, write):
        return redirect(_address(found or kept[0]))
    context = {
        "form": form,
        "rows": rows,
        "partnership": partnership,
        "file": StoredFile.objects.filter(pk=found.document).first() if found else None,
        "crumbs": _crumbs(found) if found else crumbs_of(partnership),
        "heading": _("Write the draft") if found else _("Draft the next version"),
    }
    wrong = request.method == "POST"
    return render(request, "partnerships/draft.html", context, status=422 if wrong else 200)


def _steps(request: HttpRequest, found: Version) -> list[tuple[str, str]]:
    signing = [
        (name, _sign_title(found, side))
        for name, side in SIGNING.items()
        if found.state == VERSION_READY and _may_sign(request, found, side)
    ]
    if not access.may(request.user, "run_partnership", found.partnership):
        return signing
    own = [(name, str(each.title)) for name, each in STEPS.items() if found.state in each.states]
    rewrite = [("rewrite", _("Write the draft"))] if found.state == VERSION_DRAFT else []
    return [*signing, *rewrite, *own]


def _sign_title(found: Version, side: Side) -> str:
    if side == Side.OURS:
        return _("Sign for our side")
    if rule_for(found, side) == "record_their_signature":
        return _("Record the partner’s signature")
    return _("Sign for the partner’s side")


def _may_sign(request: HttpRequest, found: Version, side: Side) -> bool:
    if not access.may(request.user, rule_for(found, side), found.partnership):
        return False
    signed = list(found.signatures.all())
    mine = getattr(request.user, "key", "")
    return all(each.side != side and each.recorded_by != mine for each in signed)


def _version(request: HttpRequest, key: str, number: int) -> Version:
    partnership = get_object_or_404(queries.partnerships_for(request.user), key=key)
    found = get_object_or_404(queries.versions_for(request.user, partnership), number=number)
    found.partnership = partnership
    return found


def _address(found: Version) -> str:
    return reverse("partnerships:version", args=[found.partnership.key, found.number])


def _crumbs(found: Version) -> list[tuple[Any, str]]:
    title = _("Agreement, version %(number)s") % {"number": found.number}
    return [*crumbs_of(found.partnership), (title, _address(found))]
