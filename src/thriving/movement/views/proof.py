"""Showing again who one is, before what harms most."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from thriving.movement.accounts import admission, browsers, proofs
from thriving.movement.accounts.attempts import TooManyAttempts
from thriving.movement.accounts.proofs import Proof
from thriving.movement.doors import asked_for, go_on, proof_page, signed_in
from thriving.movement.forms.proof import ProofForm
from thriving.movement.models import Person


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def prove(request: HttpRequest) -> HttpResponse:
    next_page, carried = asked_for(request), request.POST.get("carried", "")
    if request.method != "POST":
        return proof_page(request, ProofForm(), next_page=next_page)
    form, status = ProofForm(request.POST), 200
    if form.is_valid():
        try:
            person = _proved(request, form)
        except (admission.NotAdmitted, TooManyAttempts) as refusal:
            form.add_error(None, str(refusal))
            status = 429 if isinstance(refusal, TooManyAttempts) else 200
        else:
            return go_on(request, person, next_page, carried)
    return proof_page(request, form, next_page=next_page, carried=carried, status=status)


def _proved(request: HttpRequest, form: ProofForm) -> Person:
    username = request.user.get_username()
    person = admission.admit(
        username,
        form.cleaned_data["password"],
        address=request.META["REMOTE_ADDR"],
        browser=browsers.token(request, username),
    )
    proofs.note(request, Proof.PASSWORD)
    return person
