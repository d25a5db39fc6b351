"""My account, and what keeps it safe: second steps, recovery codes, sign-ins elsewhere."""

from __future__ import annotations

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thriving.movement import lines
from thriving.movement.accounts import changes, factors, second_step, sessions, wiki
from thriving.movement.accounts.changes import ChangeRefused
from thriving.movement.accounts.factors import Kind, codes, passkeys, pictures, recovery
from thriving.movement.accounts.factors.passkeys import PasskeyRefused
from thriving.movement.accounts.proofs import Proof
from thriving.movement.accounts.second_step import for_those_held_back
from thriving.movement.doors import fresh, our_page, signed_in, with_script
from thriving.movement.forms.second_step import NewAppForm, NewPasskeyForm
from thriving.movement.models import Person
from thriving.movement.views.sign_in import signed_out

NEW_APP = "thriving.movement.new_app"
SETUP_LASTS = 15 * 60  # seconds
NEXT = "after_second_step"  # in the session: where somebody wanted to go who was held back


def _reader(request: HttpRequest) -> Person:
    """The views below stand behind a door, so there is one."""
    if not isinstance(request.user, Person):
        raise TypeError("a page of an account without a person")
    return request.user


@require_safe
@signed_in
def account(request: HttpRequest) -> HttpResponse:
    return render(request, "movement/account.html", {"lines": lines.in_order()})


@for_those_held_back
@never_cache
@require_safe
@signed_in
def security(request: HttpRequest) -> HttpResponse:
    person = _reader(request)
    if wanted := our_page(request.GET.get("next", "")).removeprefix("/"):
        request.session[NEXT] = f"/{wanted}"
    held_back, steps = second_step.lacks(request, person), factors.of(person)
    context = {
        "steps": steps,
        "kinds": Kind,
        "has_app": any(step.type == Kind.TOTP for step in steps),
        "add_passkey": reverse("movement:add_passkey"),
        "add_app": reverse("movement:add_app"),
        "recovery_codes": recovery.count(person),
        "held_back": held_back,
        "next": request.session.get(NEXT, "/"),
        "after": "" if held_back else request.session.pop(NEXT, ""),
        "wiki": wiki.account_of(person),
        "wiki_host": wiki.is_offered() and wiki.host(),
    }
    return render(request, "movement/security.html", context)


@for_those_held_back
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@fresh
def add_app(request: HttpRequest) -> HttpResponse:
    person = _reader(request)
    if factors.has(person, Kind.TOTP):
        return redirect("movement:security")
    secret = _unsealed(request.POST.get("sealed", ""), person)
    form = NewAppForm(request.POST if secret else None)
    if form.is_valid():
        if changes.add_app(person, secret, form.cleaned_data["code"]):
            return _added(request, Proof.CODE)
        form.add_error("code", _("The app shows another code. Is its clock right?"))
    secret = secret or codes.new_secret()
    address = codes.address(person, secret)
    context = {
        "form": form,
        "secret": secret,
        "sealed": _sealed(secret, person),
        "address": address,
        "picture": pictures.qr(address),
    }
    return render(request, "movement/add_app.html", context)


@for_those_held_back
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@fresh
def add_passkey(request: HttpRequest) -> HttpResponse:
    person, form, refused = _reader(request), NewPasskeyForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        name, credential = form.cleaned_data["name"], request.POST.get("credential", "")
        try:
            changes.add_passkey(request, person, name, credential)
        except PasskeyRefused as refusal:
            refused = str(refusal)
        else:
            return _added(request, Proof.PASSKEY)
    context = {"form": form, "refused": refused, "passkey": passkeys.ask_for_new(person)}
    return with_script(request, "movement/add_passkey.html", context)


@for_those_held_back
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@fresh
def remove_step(request: HttpRequest, number: int) -> HttpResponse:
    """A GET asks whether it is meant."""
    person = _reader(request)
    step = get_object_or_404(factors.own(person), pk=number)
    if request.method != "POST":
        return render(request, "movement/remove_step.html", {"step": step})
    try:
        changes.remove(request, person, step)
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It was removed."))
    return redirect("movement:security")


@for_those_held_back
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@fresh
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Made and shown by sending the form; a GET shows none, not even to their owner."""
    person = _reader(request)
    if not factors.has_any(person):
        return redirect("movement:security")
    made = changes.make_recovery_codes(person) if request.method == "POST" else []
    context = {"made": made, "left": recovery.count(person), "file": pictures.text_file("\n".join(made))}
    return render(request, "movement/recovery_codes.html", context)


@for_those_held_back
@never_cache
@require_POST
@signed_in
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    changes.sign_out_everywhere(_reader(request))
    return signed_out(request)


def _added(request: HttpRequest, proof: Proof) -> HttpResponse:
    """They have just shown that they have it: that is their second step for this session too."""
    sessions.strengthen(request, proof)
    if not recovery.count(_reader(request)):
        messages.success(request, _("It was added. Now make recovery codes, for when you cannot reach it."))
        return redirect("movement:recovery_codes")
    messages.success(request, _("It was added."))
    return redirect("movement:security")


def _sealed(secret: str, person: Person) -> str:
    """It goes to the page and back, and is kept only once the app shows that it has it."""
    return signing.dumps(secret, salt=f"{NEW_APP}:{person.key}")


def _unsealed(sealed: str, person: Person) -> str:
    try:
        return str(signing.loads(sealed, salt=f"{NEW_APP}:{person.key}", max_age=SETUP_LASTS))
    except signing.BadSignature:
        return ""
