"""Who may open a page: a visitor is asked to sign in and loses nothing typed, others are refused.

@signed_in                              whoever has an account
@needs("publish_measures")              whoever holds that power
@needs("publish_release", fresh=True)   the same, having shown who they are in the last minutes
@fresh                                  whoever has shown who they are in the last minutes
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast
from urllib.parse import urlsplit

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from thriving.kernel import access
from thriving.movement.accounts import (
    browsers,
    carrying,
    factors,
    halfway,
    proofs,
    second_step,
    sessions,
    wiki,
)
from thriving.movement.accounts.factors import passkeys
from thriving.movement.accounts.proofs import Proof
from thriving.movement.accounts.proving import ways_to_prove
from thriving.movement.forms.proof import ProofForm
from thriving.movement.forms.second_step import SecondStepForm
from thriving.movement.forms.sign_in import SignInForm
from thriving.movement.models import Person
from thriving.movement.typed import Typed, catch, let_go
from thriving.movement.typed import typed as typed

View = Callable[..., HttpResponseBase]

ASKED = "thriving.asked_to_sign_in"  # in META: this page is the sign-in, whatever its address


def signed_in(view: View) -> View:
    """Open the view to people with an account; a program that asks for a twin is simply refused."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if kwargs.get("form", "html") != "html":
            raise PermissionDenied
        return ask_to_sign_in(request)

    return guarded


def needs(rule: str, *, fresh: bool = False) -> Callable[[View], View]:
    """Open the view to those who hold the power ``rule``; ``fresh``: and proved who they are just now."""

    def guard(view: View) -> View:
        beyond = _with_fresh_proof(view) if fresh else view

        @signed_in
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            access.require_holds(request.user, rule)
            return beyond(request, *args, **kwargs)

        return guarded

    return guard


def fresh(view: View) -> View:
    """Ask once more who one is, unless that was minutes ago; then lead back, with nothing typed lost."""
    return signed_in(_with_fresh_proof(view))


def _with_fresh_proof(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if proofs.is_fresh(request):
            if request.method == "POST":
                let_go(request)  # also where the view never asks what was typed
            return view(request, *args, **kwargs)
        if kwargs.get("form", "html") != "html":
            raise PermissionDenied
        return ask_for_proof(request)

    return guarded


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    if person := second_step.held_back(request):
        return _ask_for_second_step(request, person)
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    return sign_in_page(request, SignInForm(), carried=caught(request).seal(), status=403)


def ask_for_proof(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect_to_login(request.get_full_path(), reverse("movement:prove"))
    return proof_page(request, carried=caught(request).seal(), status=403)


def _ask_for_second_step(request: HttpRequest, person: Person) -> HttpResponse:
    wanted = request.get_full_path()
    if request.method == "POST":
        words = caught(request)
        words.hold(request)
        wanted = words.shown_at
    return to_second_step(person, wanted)


def to_second_step(person: Person, wanted: str) -> HttpResponse:
    """To the page that asks for it, or where there is none to ask for, to the one that adds it."""
    page = "movement:second_step" if factors.has_any(person) else "movement:security"
    return redirect_to_login(wanted, reverse(page))


def caught(request: HttpRequest) -> Typed:
    return catch(request, whose=carrying.whose(request))


def sign_in_page(
    request: HttpRequest, form: SignInForm, *, next_page: str = "", carried: str = "", status: int = 200
) -> HttpResponse:
    """``carried``: sealed words that somebody typed before their sign-in ended."""
    request.META[ASKED] = True
    context = {"form": form, "next": next_page, "carried": carried, "wiki": wiki.is_offered() and wiki.host()}
    return towards_the_wiki(request, "movement/sign_in.html", context, status)


def proof_page(
    request: HttpRequest,
    form: ProofForm | None = None,
    *,
    next_page: str = "",
    carried: str = "",
    status: int = 200,
) -> HttpResponse:
    person = request.user
    if not isinstance(person, Person):
        raise PermissionDenied
    ways = ways_to_prove(person)
    context = {
        "form": form or ProofForm(has_password=ways.password, has_app=ways.app),
        "ways": ways,
        "passkey": passkeys.ask(person) if ways.passkey else "",
        "next": next_page,
        "carried": carried,
        "wiki": ways.only_wiki and wiki.host(),
    }
    show = towards_the_wiki if ways.only_wiki else with_script
    return show(request, "movement/prove.html", context, status)


def second_step_page(  # noqa: PLR0913 -- each is shown
    request: HttpRequest,
    person: Person,
    form: SecondStepForm,
    *,
    next_page: str = "",
    carried: str = "",
    status: int = 200,
) -> HttpResponse:
    request.META[ASKED] = True
    has_passkey = factors.has(person, factors.Kind.WEBAUTHN)
    context = {
        "form": form,
        "person": person,
        "passkey": passkeys.ask(person) if has_passkey else "",
        "next": next_page,
        "carried": carried,
    }
    return with_script(request, "movement/second_step.html", context, status)


def with_script(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page that asks the browser for a passkey, which nothing but a script can."""
    return _shown(request, template, context, status, {"script-src": [SELF]})


def towards_the_wiki(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page with a form whose answer leads to the wiki: the browser must be allowed to follow."""
    allowed = [SELF, wiki.origin()] if context["wiki"] else [SELF]
    return _shown(request, template, context, status, {"form-action": allowed})


def _shown(
    request: HttpRequest, template: str, context: dict[str, Any], status: int, policy: dict[str, list[str]]
) -> HttpResponse:
    show = csp_replace(policy)(lambda asked: render(asked, template, context, status=status))
    return cast("HttpResponse", show(request))


def enter(
    request: HttpRequest,
    person: Person,
    *ways: Proof,
    next_page: str,
    carried: str = "",
    earlier: Mapping[Proof, float] | None = None,
) -> HttpResponse:
    """Let in whoever took the first step, now or ``earlier``; who has a second one is asked for it before."""
    if factors.has_any(person) and proofs.SECOND_STEPS.isdisjoint(ways):
        halfway.begin(request, person, *ways)
        return second_step_page(request, person, SecondStepForm(), next_page=next_page, carried=carried)
    sessions.begin(request, person, *ways, earlier=earlier)
    response = go_on(request, person, next_page, carried)
    browsers.remember(response, person.username)
    return response


def rescued(request: HttpRequest) -> HttpResponse | None:
    """For a form whose token is stale: coming from a page of ours, its words are shown again, not lost.

    The token changes when somebody signs in, in another tab too. `Sec-Fetch-Site` is the browser's own word,
    which no page can put in its mouth.
    """
    if request.headers.get("Sec-Fetch-Site") != "same-origin":
        return None
    return show_again(request, caught(request)) if request.user.is_authenticated else ask_to_sign_in(request)


def show_again(request: HttpRequest, words: Typed) -> HttpResponse:
    """The form, filled. It is for the person, not for us, to send it."""
    hold(request, words)
    return HttpResponseRedirect(our_page(words.shown_at))


def hold(request: HttpRequest, words: Typed) -> None:
    words.hold(request)
    messages.info(request, _("Nothing has been sent yet. Look over what you typed, then send it."))


def go_on(request: HttpRequest, person: Person, next_page: str, carried: str) -> HttpResponse:
    """After a sign-in or a proof: to the form with its words, if they are this person's, else to the page."""
    words = Typed.unseal(carried)
    if words and carrying.are_for(words, person):
        hold(request, words)
        next_page = our_page(words.shown_at)
    elif words:
        messages.warning(request, _("What was typed before was somebody else’s, and has been dropped."))
    if second_step.lacks(request, person) and not _leads_on(next_page):
        return to_second_step(person, next_page)
    return HttpResponseRedirect(next_page)


def _leads_on(page: str) -> bool:
    return second_step.is_for_those_held_back(resolve(urlsplit(page).path).func)


def asked_for(request: HttpRequest) -> str:
    """Where to go afterwards, as the form or the address says."""
    return our_page(request.POST.get("next") or request.GET.get("next", ""))


def our_page(wanted: str) -> str:
    """An address within this site, or the home page: never somebody else's site, however it is written."""
    if not wanted.startswith("/") or not url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return "/"
    try:
        resolve(urlsplit(wanted).path)
    except Resolver404:
        return "/"
    return wanted
