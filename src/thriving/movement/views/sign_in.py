from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from thriving.movement.accounts import admission, browsers, sessions
from thriving.movement.accounts.attempts import TooManyAttempts
from thriving.movement.accounts.proofs import Proof
from thriving.movement.doors import asked_for, go_on, sign_in_page
from thriving.movement.forms.sign_in import SignInForm
from thriving.movement.models import Person


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
        except admission.NotAdmitted as refusal:
            form.add_error(None, str(refusal))
        except TooManyAttempts as refusal:
            form.add_error(None, str(refusal))
            status = 429
        else:
            return _let_in(request, person, next_page, carried)
    return sign_in_page(request, form, next_page=next_page, carried=carried, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """A GET only asks: nobody is signed out by a link or an image."""
    if request.method != "POST":
        return render(request, "movement/sign_out.html")
    logout(request)
    response = HttpResponseRedirect("/")
    # The button back must not show their pages to whoever uses the browser next.
    response["Clear-Site-Data"] = '"cache"'
    return response


def _admitted(request: HttpRequest, form: SignInForm) -> Person:
    username = form.cleaned_data["username"]
    return admission.admit(
        username,
        form.cleaned_data["password"],
        address=request.META["REMOTE_ADDR"],
        browser=browsers.token(request, username),
    )


def _let_in(request: HttpRequest, person: Person, next_page: str, carried: str) -> HttpResponse:
    sessions.begin(request, person, Proof.PASSWORD)
    response = go_on(request, person, next_page, carried)
    browsers.remember(response, person.username)
    return response
