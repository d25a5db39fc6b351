"""What somebody says of their own age, and what follows for them."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thriving.movement import consenting
from thriving.movement.accounts import attempts
from thriving.movement.accounts.attempts import TooManyAttempts
from thriving.movement.actions import Refused, guardians
from thriving.movement.actions import minors as actions
from thriving.movement.doors import signed_in, typed
from thriving.movement.forms.minors import AgeForm, GuardianAddressForm, OwnConsentForm
from thriving.movement.models import Consent, ConsentBy, ConsentState, Person
from thriving.movement.queries import minors

LETTERS_TO_ONE = 5  # that one address gets in a day: a parent may have several children


@signed_in
def my_age(request: HttpRequest) -> HttpResponseBase:
    """One thing at a time: first the band, then whose consent is missing."""
    me = Person.objects.get(pk=cast("Person", request.user).pk)  # not what stands for them in a request
    kept = typed(request)
    doing = kept.get("do", "") if kept else ""
    age = minors.age_of(me)
    forms = {
        "age": AgeForm(kept if doing == "age" else None, age=age),
        "guardian": GuardianAddressForm(kept if doing == "guardian" else None),
        "agree": _own_form(kept if doing == "agree" else None),
    }
    if request.method == "POST" and _done(request, me, doing, forms.get(doing)):
        return redirect("movement:my_age")
    refused = any(form.errors for form in forms.values())
    context = {**_standing(me), "age": age, "forms": forms, "words": consenting.CURRENT}
    return render(request, "movement/minors/my_age.html", context, status=422 if refused else 200)


def _own_form(kept: Any) -> OwnConsentForm:
    return OwnConsentForm(kept, initial={"version": consenting.CURRENT.version})


def _standing(me: Person) -> dict[str, Any]:
    age = minors.age_of(me)
    wanted = minors.consent_wanted(me, age) if age else None
    newest = minors.consent_of(me)
    return {
        "band": minors.spoken(age.band) if age else "",
        "confirmed": minors.spoken(age.confirmed_band) if age else "",
        "needs_guardian": wanted == ConsentBy.GUARDIAN,
        "needs_own": wanted == ConsentBy.SELF,
        "agreed": minors.has_agreed(me, wanted) if wanted else False,
        "asked": newest if newest and newest.state == ConsentState.ASKED else None,
        "newest": newest,
        "may": minors.may_take_part(me),
    }


def _done(request: HttpRequest, me: Person, doing: str, form: Any) -> bool:
    """Whether it is done; if not, the form says why."""
    if doing == "take_back":
        return _kept(request, None, lambda: actions.take_back(me, by=me))
    if form is None or not form.is_valid():
        return False
    said = form.cleaned_data
    return _kept(request, form, lambda: _do(me, doing, said))


def _do(me: Person, doing: str, said: dict[str, Any]) -> Consent | object:
    if doing == "age":
        return actions.state_band(me, said["band"], by=me)
    if doing == "agree":
        return actions.agree(me, version=said["version"], by=me)
    return _write_to(me, said["address"], said["guardian_language"])


@transaction.atomic
def _write_to(me: Person, address: str, language: str) -> Consent:
    """Whoever reads there gets a few letters a day, from however many accounts: a label makes no other."""
    try:
        attempts.count_in_a_day("guardian", name=minors.mailbox(address), limit=LETTERS_TO_ONE)
    except TooManyAttempts as many:
        raise Refused(_("That were enough letters for a day. Try again tomorrow.")) from many
    return guardians.ask(me, address=address, language=language, by=me)


def _kept(request: HttpRequest, form: Any, do: Any) -> bool:
    try:
        do()
    except Refused as refusal:
        if form is None:
            messages.error(request, str(refusal))
            return True
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Done."))
    return True
