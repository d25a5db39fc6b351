"""A guardian's page, opened by a private link and without an account; and the way to another link."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from thriving.movement import consenting
from thriving.movement.accounts import attempts
from thriving.movement.accounts.attempts import TooManyAttempts
from thriving.movement.actions import Refused, guardians
from thriving.movement.forms.minors import GuardianForm, LostLinkForm
from thriving.movement.models import Consent, ConsentState
from thriving.movement.queries import minors

TRIES = 3  # letters that one address may ask for in a quarter of an hour


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guardian(request: HttpRequest) -> HttpResponse:
    """Reading changes nothing: programs that look through mail follow links too. A button decides."""
    ticket = request.POST.get("ticket") or request.GET.get("ticket", "")
    consent = guardians.opened_by(ticket)
    if consent is None:
        return _spent(request)
    _speak(request, consent.language)
    if request.method != "POST":
        return _page(request, consent, ticket, _asking())
    return _decided(request, consent, ticket)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lost_link(request: HttpRequest) -> HttpResponse:
    """The same answer, after the same work, for an address that agreed to something and any other."""
    form, status = LostLinkForm(request.POST or None), 200
    if form.is_valid():
        address = form.cleaned_data["address"]
        try:
            name, whence = address.casefold(), request.META["REMOTE_ADDR"]
            attempts.count("guardian", name=name, address=whence, limit=TRIES)
        except TooManyAttempts as refusal:
            form.add_error(None, str(refusal))
            status = 429
        else:
            guardians.ask_again(address)
            return render(request, "movement/minors/lost_link_sent.html")
    return render(request, "movement/minors/lost_link.html", {"form": form}, status=status)


def _decided(request: HttpRequest, consent: Consent, ticket: str) -> HttpResponse:
    match request.POST.get("do", ""):
        case "agree":
            return _agreed(request, consent, ticket)
        case "refuse":
            return _done(request, guardians.refuse(ticket))
        case "take_back":
            return _page_or_spent(request, guardians.take_back(ticket), ticket)
        case "delete":
            return _page_or_spent(request, guardians.take_back(ticket, delete=True), ticket)
    return _page(request, consent, ticket, _asking(), status=400)


def _agreed(request: HttpRequest, consent: Consent, ticket: str) -> HttpResponse:
    form = GuardianForm(request.POST)
    if not form.is_valid():
        return _page(request, consent, ticket, form, status=422)
    language = translation.get_language() or consent.language
    try:
        return _done(
            request, guardians.agree(ticket, version=form.cleaned_data["version"], language=language)
        )
    except Refused as refusal:
        return _page(request, consent, ticket, _asking(), status=409, refusal=str(refusal))


def _asking() -> GuardianForm:
    return GuardianForm(initial={"version": consenting.CURRENT.version})


def _speak(request: HttpRequest, language: str) -> None:
    """The guardian's language, unless they have chosen another one at the foot of a page."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()


def _page(  # noqa: PLR0913 -- each is shown
    request: HttpRequest,
    consent: Consent,
    ticket: str,
    form: GuardianForm,
    *,
    status: int = 200,
    refusal: str = "",
) -> HttpResponse:
    context: dict[str, Any] = {
        "consent": consent,
        "is_asked": consent.state == ConsentState.ASKED,
        "is_given": consent.state == ConsentState.GIVEN,
        "words": consenting.words(consent.version) if consent.version else consenting.CURRENT,
        "ticket": ticket,
        "form": form,
        "refusal": refusal,
    }
    return render(request, "movement/minors/guardian.html", context, status=status)


def _page_or_spent(request: HttpRequest, consent: Consent | None, ticket: str) -> HttpResponse:
    return _page(request, consent, ticket, GuardianForm()) if consent else _spent(request)


def _done(request: HttpRequest, consent: Consent | None) -> HttpResponse:
    if consent is None:
        return _spent(request)
    agreed, may = consent.state == ConsentState.GIVEN, minors.may_take_part(consent.person)
    context = {"consent": consent, "agreed": agreed, "may": may}
    return render(request, "movement/minors/decided.html", context)


def _spent(request: HttpRequest) -> HttpResponse:
    return render(request, "movement/minors/spent.html", status=410)
