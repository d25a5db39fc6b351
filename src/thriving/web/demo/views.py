from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thriving.kernel.models import Mail
from thriving.movement.accounts import sessions
from thriving.movement.accounts.proofs import Proof
from thriving.web import environment
from thriving.web.demo import personas, today
from thriving.web.demo.days import DayRefused, checked
from thriving.web.demo.personas import Persona

MAILS_ON_A_PAGE = 50


@require_POST
def become(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the sample's people, as their password would; or sign out."""
    _play(request, personas.BY_KEY.get(request.POST.get("persona", ""), personas.VISITOR))
    return redirect(_back(request))


@require_POST
def choose_day(request: HttpRequest) -> HttpResponse:
    """Make it another day. The reader stays who they are; the day's own records are what they meet."""
    persona = personas.played(request)
    try:
        today.days.choose(checked(request.POST.get("day", "")))
    except DayRefused as refusal:
        messages.error(request, str(refusal))
    else:
        _begin_again(request, persona)
    return redirect(_back(request).partition("?")[0])  # the address may ask for dates that are to come


@require_POST
def start_over(request: HttpRequest) -> HttpResponse:
    """Forget whatever was done on this day."""
    persona = personas.played(request)
    today.days.prepare(today.days.chosen(), afresh=True)
    _begin_again(request, persona)
    messages.success(request, _("This day is as it was before you did anything on it."))
    return redirect(_back(request))


@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    page = Paginator(Mail.objects.all(), MAILS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "demo/mails.html", {"page": page})


@require_safe
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Mail, pk=pk)
    # Written before anybody knew at which port this would be read.
    here = request.build_absolute_uri("/").removesuffix("/")
    text = found.text.replace(environment.site(), here).replace(settings.SITE, here)
    return render(request, "demo/mail.html", {"mail": found, "text": text})


def _begin_again(request: HttpRequest, persona: Persona) -> None:
    """Sessions live in a day's database, so the one that the reader came with is another day's."""
    today.follow()
    request.session = type(request.session)()
    _play(request, persona)


def _play(request: HttpRequest, persona: Persona) -> None:
    person = personas.person_of(persona)
    if person:
        sessions.begin(request, person, Proof.PASSWORD)
    else:
        logout(request)


def _back(request: HttpRequest) -> str:
    """Where the reader came from, if that is a page of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else "/"
