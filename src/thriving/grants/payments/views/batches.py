"""Sending what was approved by two, as one file; and what the bank says became of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.grants.funds.views.asking import REFUSALS, ask, person
from thriving.grants.payments import actions, bank_file, queries, statement
from thriving.grants.payments.forms import SendForm, StatementForm
from thriving.grants.payments.models import Batch
from thriving.kernel import access
from thriving.movement.doors import needs, typed
from thriving.ui.pages import Pages

_RULE, ON_A_PAGE, MOST_TOLD = "send_payments", 50, 50


@needs(_RULE)
@require_safe
def batches(request: HttpRequest) -> HttpResponse:
    page = Pages(queries.batches_for(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "payments/batches.html", {"page": page})


@needs(_RULE, fresh=True)
def send(request: HttpRequest) -> HttpResponseBase:
    if sent := queries.sent_already(request.user, request.POST.get("token", "")):
        return redirect("payments:batch", pk=sent.pk)
    form = SendForm(list(queries.going_out(request.user)), typed(request))
    made: list[Batch] = []

    def leave() -> None:
        said = form.cleaned_data
        made.append(
            actions.send(form.chosen(), carrier=said["carrier"], token=said["token"], by=person(request))
        )

    return ask(
        request,
        form,
        leave,
        title=_("Send payments"),
        words=_("Everything that must hold is looked at once more. If one payment cannot leave, none does."),
        crumbs=[(_("Payments"), reverse("payments:payments")), (_("Batches"), reverse("payments:batches"))],
        to=lambda: reverse("payments:batch", args=[made[0].pk]),
        template="payments/send.html",
    )


@needs(_RULE)
@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.batches_for(request.user), pk=pk)
    return render(request, "payments/batch.html", _shown(found))


@needs(_RULE, fresh=True)
@require_safe
def batch_file(request: HttpRequest, pk: int) -> HttpResponse:
    """For the bank: with accounts in it, so that it is noted who fetched it."""
    found = _to_settle(request, pk)
    text = bank_file.file_of(found)
    if not bank_file.is_still(found, text):
        raise Http404(_("This is no longer what was sent: it is not handed out."))
    actions.note_fetched(found, by=person(request))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="payments-{found.pk}.csv"'
    return response


@needs(_RULE, fresh=True)
def reconcile(request: HttpRequest, pk: int) -> HttpResponseBase:
    found = _to_settle(request, pk)
    form = StatementForm(typed(request), request.FILES or None)
    problems: list[statement.Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            _told, problems = actions.reconcile(found, form.cleaned_data["file"], by=person(request))
        except REFUSALS as refused:
            form.add_error("file", str(refused))
        if not problems and not form.errors:
            messages.success(request, _("Done."))
            return redirect("payments:batch", pk=found.pk)
    context = {
        **_shown(found),
        "form": form,
        "problems": problems[:MOST_TOLD],
        "more": max(0, len(problems) - MOST_TOLD),
        "columns": statement.COLUMNS,
    }
    return render(request, "payments/reconcile.html", context, status=422 if form.errors or problems else 200)


def _to_settle(request: HttpRequest, pk: int) -> Batch:
    return get_object_or_404(access.within(request.user, "settle_batch", Batch.objects.all()), pk=pk)


def _shown(found: Batch) -> dict[str, object]:
    sendings = found.sendings.select_related("disbursement__tranche__agreement__proposal")
    return {"batch": found, "sendings": list(sendings)}
