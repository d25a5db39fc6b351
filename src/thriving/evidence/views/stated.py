from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thriving.evidence import definitions, samples, stated
from thriving.evidence.forms import DecideForm, ProposeForm
from thriving.evidence.models import MeasureVersion, StatedValue
from thriving.kernel import access, files
from thriving.kernel.files import FileRefused
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.models import StoredFile
from thriving.movement.doors import fresh, needs, typed

_RULE = "propose_value"
_DECISIONS = ("decide", "withdraw", "retract")


@needs(_RULE)
@require_GET
def stated_values(request: HttpRequest) -> HttpResponse:
    """Every number that somebody typed, newest first, with what became of it."""
    values = StatedValue.objects.select_related("measure")
    page = Paginator(values, 50).get_page(request.GET.get("page"))
    titles = definitions.titles()
    context = {
        "page": page,
        "titled": [(value, titles[value.measure.key]) for value in page],
        "waiting": stated.waiting_for(request.user).count(),
        "sample": samples.any_here(),
    }
    return render(request, "evidence/stated_values.html", context)


@needs(_RULE)
def propose_value(request: HttpRequest) -> HttpResponseBase:
    form = ProposeForm(typed(request), request.FILES or None, initial={"measure": request.GET.get("measure")})
    if request.method == "POST" and form.is_valid() and (proposed := _proposed(request, form)):
        messages.success(request, _("Proposed. It counts once a second person has confirmed it."))
        return redirect("evidence:stated-value", proposed.pk)
    return render(request, "evidence/propose_value.html", {"form": form}, status=422 if form.errors else 200)


def _proposed(request: HttpRequest, form: ProposeForm) -> StatedValue | None:
    said = form.cleaned_data
    try:
        return stated.propose(
            said["measure"],
            value=said["value"],
            occurred_on=said["occurred_on"],
            by=request.user,
            proof_url=said["proof_url"],
            proof_file=said["proof_file"],
            note=said["note"],
        )
    except FileRefused as refused:
        form.add_error("proof_file", str(refused))
    except ValidationError as refused:
        form.add_error(None, refused)
    return None


@needs(_RULE)
def stated_value(request: HttpRequest, pk: int) -> HttpResponseBase:
    found = get_object_or_404(StatedValue.objects.select_related("measure"), pk=pk)
    if request.method == "POST":
        return _decide(request, found)
    version = MeasureVersion.objects.filter(measure=found.measure).order_by("-number").first()
    context = {
        "stated": found,
        "version": version,
        "file": StoredFile.objects.filter(pk=found.proof_file).first(),
        "form": DecideForm(typed(request)),
        "may": {rule: access.may(request.user, f"{rule}_value", found) for rule in _DECISIONS},
    }
    return render(request, "evidence/stated_value.html", context)


@fresh
def _decide(request: HttpRequest, found: StatedValue) -> HttpResponse:
    """Confirm, decline, withdraw or retract: whichever button was pressed."""
    why = request.POST.get("why", "")
    try:
        messages.success(request, _decided(found, request.POST.get("move", ""), why, request.user))
    except MoveRefused as refused:
        messages.error(request, str(refused))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("evidence:stated-value", found.pk)


def _decided(found: StatedValue, move: str, why: str, by: Any) -> str:
    match move:
        case "confirm":
            stated.confirm(found, by=by, note=why)
            return _("Confirmed. The number counts from now on.")
        case "decline":
            stated.decline(found, by=by, why=why)
            return _("Declined. The number does not count.")
        case "withdraw":
            stated.withdraw(found, by=by)
            return _("Withdrawn.")
        case "retract":
            stated.retract(found, by=by, why=why)
            return _("Retracted. The number counts no longer.")
        case _:
            raise Http404


@needs(_RULE)
@require_GET
def proof(request: HttpRequest, pk: int) -> HttpResponseBase:  # noqa: ARG001 -- its doors have looked at it
    """The file that proves a value, for those who decide."""
    found = get_object_or_404(StatedValue, pk=pk)
    return files.response(get_object_or_404(StoredFile, pk=found.proof_file))
