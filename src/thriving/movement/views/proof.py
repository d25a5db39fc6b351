"""Showing again who one is, before what harms most."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from thriving.movement.accounts import admission, browsers, proofs, proving
from thriving.movement.accounts.factors import passkeys
from thriving.movement.accounts.proofs import Proof
from thriving.movement.accounts.second_step import for_those_held_back
from thriving.movement.doors import asked_for, go_on, proof_page, signed_in
from thriving.movement.forms.proof import ProofForm
from thriving.movement.models import Person
from thriving.movement.views.sign_in import REFUSALS, status_of


@for_those_held_back
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def prove(request: HttpRequest) -> HttpResponse:
    person, next_page = request.user, asked_for(request)
    if request.method != "POST" or not isinstance(person, Person):
        return proof_page(request, next_page=next_page)
    ways, status = proving.ways_to_prove(person), 200
    form = ProofForm(request.POST, has_password=ways.password, has_app=ways.app)
    credential, carried = request.POST.get("credential", ""), request.POST.get("carried", "")
    if credential or form.is_valid():
        try:
            proofs.note(request, _proof(request, person, form, credential))
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
            status = status_of(refusal)
        else:
            return go_on(request, person, next_page, carried)
    return proof_page(request, form, next_page=next_page, carried=carried, status=status)


def _proof(request: HttpRequest, person: Person, form: ProofForm, credential: str) -> Proof:
    address = request.META["REMOTE_ADDR"]
    if credential:
        passkeys.take(request, credential, person)
        return Proof.PASSKEY
    if code := form.cleaned_data.get("code"):
        return proving.by_code(person, code, address=address)
    admission.admit(
        person.username,
        form.cleaned_data["password"],
        address=address,
        browser=browsers.token(request, person.username),
    )
    return Proof.PASSWORD
