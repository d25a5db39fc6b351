from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from thriving.movement.accounts import (
    admission,
    attempts,
    browsers,
    factors,
    halfway,
    notices,
    proving,
    sessions,
)
from thriving.movement.accounts.attempts import TooManyAttempts
from thriving.movement.accounts.factors import passkeys
from thriving.movement.accounts.factors.passkeys import PasskeyRefused
from thriving.movement.accounts.proofs import Proof
from thriving.movement.accounts.second_step import for_those_held_back
from thriving.movement.doors import asked_for, enter, go_on, second_step_page, sign_in_page, with_script
from thriving.movement.forms.second_step import SecondStepForm
from thriving.movement.forms.sign_in import SignInForm
from thriving.movement.models import Person

REFUSALS = (admission.NotAdmitted, TooManyAttempts, PasskeyRefused)


@for_those_held_back
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    next_page = asked_for(request)
    if request.method != "POST":
        if request.user.is_authenticated:
            return HttpResponseRedirect(next_page)
        return sign_in_page(request, SignInForm(), next_page=next_page)
    form, carried, status = SignInForm(request.POST), request.POST.get("carried", ""), 200
    if form.is_valid():
        try:
            person = _admitted(request, form)
        except (admission.NotAdmitted, TooManyAttempts) as refusal:
            form.add_error(None, str(refusal))
            status = status_of(refusal)
        else:
            return enter(request, person, Proof.PASSWORD, next_page=next_page, carried=carried)
    return sign_in_page(request, form, next_page=next_page, carried=carried, status=status)


@for_those_held_back
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """For whoever took the first step just now, or is signed in and holds a role that wants it."""
    begun = halfway.found(request)
    person = begun[0] if begun else request.user
    if not isinstance(person, Person):
        return redirect("movement:sign_in")
    if not factors.has_any(person):
        return redirect("movement:security")
    next_page, carried = asked_for(request), request.POST.get("carried", "")
    if request.method != "POST":
        return second_step_page(request, person, SecondStepForm(), next_page=next_page)
    form, status = SecondStepForm(request.POST), 200
    form.fields["code"].required = not request.POST.get("credential")
    if form.is_valid():
        try:
            proof = _second_proof(request, person, form)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
            status = status_of(refusal)
        else:
            if begun:
                halfway.end(request)
                return enter(request, person, proof, next_page=next_page, carried=carried, earlier=begun[1])
            sessions.strengthen(request, proof)
            return go_on(request, person, next_page, carried)
    return second_step_page(request, person, form, next_page=next_page, carried=carried, status=status)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_with_passkey(request: HttpRequest) -> HttpResponse:
    """One step that is two: something one has, opened by something one is or knows."""
    next_page, refused, status = asked_for(request), "", 200
    if request.method == "POST":
        try:
            attempt = attempts.count("passkey", address=request.META["REMOTE_ADDR"])
            person = passkeys.take(request, request.POST.get("credential", ""))
        except (PasskeyRefused, TooManyAttempts) as refusal:
            refused, status = str(refusal), status_of(refusal)
        else:
            attempt.delete()
            carried = request.POST.get("carried", "")
            return enter(request, person, Proof.PASSKEY, next_page=next_page, carried=carried)
    context = {"passkey": passkeys.ask(), "next": next_page, "refused": refused}
    return with_script(request, "movement/sign_in_with_passkey.html", context, status)


@for_those_held_back
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """A GET only asks: nobody is signed out by a link or an image."""
    if request.method != "POST":
        return render(request, "movement/sign_out.html")
    return signed_out(request)


def signed_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    response = HttpResponseRedirect("/")
    # The button back must not show their pages to whoever uses the browser next.
    response["Clear-Site-Data"] = '"cache"'
    return response


def status_of(refusal: Exception) -> int:
    return 429 if isinstance(refusal, TooManyAttempts) else 200


def _admitted(request: HttpRequest, form: SignInForm) -> Person:
    username = form.cleaned_data["username"]
    return admission.admit(
        username,
        form.cleaned_data["password"],
        address=request.META["REMOTE_ADDR"],
        browser=browsers.token(request, username),
    )


def _second_proof(request: HttpRequest, person: Person, form: SecondStepForm) -> Proof:
    if credential := request.POST.get("credential"):
        passkeys.take(request, credential, person)
        return Proof.PASSKEY
    try:
        proof = proving.by_code(
            person, form.cleaned_data["code"], address=request.META["REMOTE_ADDR"], recovering=True
        )
    except TooManyAttempts:
        notices.warn_of_guesses(person)
        raise
    if proof == Proof.RECOVERY_CODE:
        notices.tell(person, "used_recovery_code", by=person)
    return proof
