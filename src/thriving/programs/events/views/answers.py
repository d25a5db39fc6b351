"""What was answered on registering without an account: its private link opens it, to change and to delete."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from thriving.programs.events.asked import sheet_of_registration
from thriving.programs.events.models import Registration
from thriving.programs.events.queries.registration import at_token, token_of
from thriving.questions import actions
from thriving.questions.models import Sheet
from thriving.questions.views import answers_page


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def private_answers(request: HttpRequest, token: str) -> HttpResponseBase:
    sheet = _sheet_at(token)
    return answers_page(request, sheet, sheet.code, *_addresses(token))


@require_POST
@never_cache
def delete_private_answers(request: HttpRequest, token: str) -> HttpResponse:
    sheet = _sheet_at(token)
    actions.take_back(sheet.questionnaire, sheet.code)
    messages.success(request, _("Your answers are deleted."))
    return redirect("events:private_registration", token)


def answers_address(registration: Registration) -> str:
    """Where whoever registered finds what they answered; nothing where they answered nothing."""
    sheet = sheet_of_registration(registration)
    if sheet is None:
        return ""
    if registration.person_id:
        return reverse("questions:mine", args=[sheet.questionnaire.key])
    return _addresses(token_of(registration))[0]


def _sheet_at(token: str) -> Sheet:
    """Nothing tells a link that is wrong from one whose owner answered nothing."""
    found = at_token(token)
    sheet = sheet_of_registration(found) if found and found.event.published_at else None
    if sheet is None:
        raise Http404
    return sheet


def _addresses(token: str) -> tuple[str, str]:
    names = ("private_answers", "delete_private_answers")
    here, delete_at = (reverse(f"events:{name}", args=[token]) for name in names)
    return here, delete_at
