"""An expired sign-in loses no typed word; and nothing is ever sent that a person did not send."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django import forms
from django.contrib.sessions.models import Session
from django.core.signing import dumps
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import include, path
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from pytest_django.fixtures import Settings
from tests.conftest import PASSWORD, Cast
from tests.movement.conftest import Later

from thriving.movement.doors import needs, signed_in, typed
from thriving.movement.typed import SALT, Typed

pytestmark = pytest.mark.urls("tests.movement.test_doors")
IDLE = timedelta(hours=13)

sent: list[dict[str, object]] = []
PAGE = (
    '{% extends "ui/staff.html" %}{% block content %}'
    '<form method="post">{% csrf_token %}{{ form.as_p }}<button>Send</button></form>{% endblock %}'
)


class CheckIn(forms.Form):
    words = forms.CharField(widget=forms.Textarea, strip=False, required=False)
    regions = forms.MultipleChoiceField(choices=[(each, each) for each in "abc"], required=False)
    password = forms.CharField(required=False)


@signed_in
def check_in(request: HttpRequest, number: int) -> HttpResponse:
    form = CheckIn(typed(request))
    if request.method == "POST" and form.is_valid():
        sent.append(form.cleaned_data)
        return HttpResponse("sent")
    return HttpResponse(engines["django"].from_string(PAGE).render({"form": form}, request))


@needs("grant_role")
def operators(_request: HttpRequest, form: str = "html") -> HttpResponse:
    return HttpResponse(form)


urlpatterns = [
    path("", include("thriving.web.urls")),
    path("check-in/<int:number>/", check_in),
    path("operators/", operators),
    path("operators.json", operators, {"form": "json"}),
]
HERE = "/check-in/6/?tab=2"
WORDS = {"words": "Zwölf\r\nWörter, “خطة” <b>🙂</b>", "regions": ["a", "c"], "password": "hush"}


@pytest.fixture(autouse=True)
def nothing_sent() -> None:
    sent.clear()


@pytest.fixture(autouse=True)
def one_step_is_enough(settings: Settings) -> None:
    """Also for a lead: these tests are of the words, however many steps there are."""
    settings.SECOND_STEP = "none"


def carried_by(page: str) -> str:
    found = re.search(r'name="carried" value="([^"]*)"', page)
    assert found
    return unescape(found[1])


def sign_in(client: Client, carried: str, username: str = "lina") -> HttpResponse:
    return client.post("/sign-in/", {"username": username, "password": PASSWORD, "carried": carried})


def filled(client: Client, address: str = HERE) -> CheckIn:
    page = client.get(address).content.decode()
    words = re.search(r"<textarea[^>]*>\r?\n(.*?)</textarea>", page, re.DOTALL)
    regions = re.findall(r'<option value="(.)" selected>', page)
    return CheckIn({"words": unescape(words[1]) if words else "", "regions": regions})


@pytest.fixture
def ended(cast: Cast, client: Client, later: Later) -> Client:
    """Lina's browser: she signed in, opened the form, and was away for too long."""
    sign_in(client, "")
    client.get(HERE)
    later(IDLE)
    return client


def test_words_typed_into_an_ended_sign_in_come_back(ended: Client) -> None:
    page = ended.post(HERE, WORDS)
    assert page.status_code == 403
    assert "What you typed is kept" in page.content.decode()
    response = sign_in(ended, carried_by(page.content.decode()))
    assert response["Location"] == HERE
    form = filled(ended)
    assert (form["words"].value(), form["regions"].value()) == (WORDS["words"], WORDS["regions"])
    assert sent == []


def test_the_page_says_that_nothing_was_sent(ended: Client) -> None:
    sign_in(ended, carried_by(ended.post(HERE, WORDS).content.decode()))
    assert "Nothing has been sent yet" in ended.get(HERE).content.decode()


def test_a_page_that_asks_to_sign_in_offers_no_way_that_drops_words(ended: Client) -> None:
    assert 'href="/sign-in/?next=' in ended.get("/design/").content.decode()
    assert 'href="/sign-in/?next=' not in ended.post(HERE, WORDS).content.decode()


def test_a_mistyped_password_loses_no_word(ended: Client) -> None:
    carried = carried_by(ended.post(HERE, WORDS).content.decode())
    page = ended.post("/sign-in/", {"username": "lina", "password": "wrong", "carried": carried})
    sign_in(ended, carried_by(page.content.decode()))
    assert filled(ended)["words"].value() == WORDS["words"]


def test_words_stay_until_they_are_sent(ended: Client) -> None:
    sign_in(ended, carried_by(ended.post(HERE, WORDS).content.decode()))
    assert filled(ended)["words"].value() == filled(ended)["words"].value() == WORDS["words"]
    ended.post(HERE, WORDS)
    assert [each["words"] for each in sent] == [WORDS["words"]]
    assert filled(ended)["words"].value() == ""


def test_words_fill_only_their_own_form(ended: Client) -> None:
    sign_in(ended, carried_by(ended.post(HERE, WORDS).content.decode()))
    assert filled(ended, "/check-in/7/")["words"].value() == ""


def test_a_password_is_never_carried(ended: Client) -> None:
    carried = Typed.unseal(carried_by(ended.post(HERE, WORDS).content.decode()))
    assert carried
    assert "hush" not in str(carried.fields)


def test_words_are_not_shown_to_somebody_else(ended: Client) -> None:
    response = sign_in(ended, carried_by(ended.post(HERE, WORDS).content.decode()), "otto")
    assert response["Location"] == "/"
    assert filled(ended)["words"].value() == ""


def test_a_browser_without_any_session_loses_nothing(cast: Cast, client: Client) -> None:
    sign_in(client, carried_by(client.post(HERE, WORDS).content.decode()), "otto")
    assert filled(client)["words"].value() == WORDS["words"]


def test_words_are_only_for_who_signed_in_here_last(cast: Cast, client: Client) -> None:
    """Their session's row is gone, so the session cannot tell whose words these are; the browser can."""
    sign_in(client, "")
    Session.objects.all().delete()
    carried = carried_by(client.post(HERE, WORDS).content.decode())
    assert sign_in(client, carried, "otto")["Location"] == "/"
    assert "has been dropped" in client.get("/sign-out/").content.decode()
    assert sign_in(client, carried)["Location"] == HERE


def test_words_of_nobody_knows_whom_are_dropped(cast: Cast, client: Client) -> None:
    client.force_login(cast.lead)
    Session.objects.all().delete()
    carried = carried_by(client.post(HERE, WORDS).content.decode())
    assert sign_in(client, carried, "otto")["Location"] == "/"


def test_a_form_that_stands_on_another_page_is_shown_there(cast: Cast, client: Client) -> None:
    shown_at = "/check-in/9/?tab=1"
    page = client.post(HERE, WORDS, headers={"Referer": f"http://testserver{shown_at}"})
    assert sign_in(client, carried_by(page.content.decode()))["Location"] == shown_at
    assert filled(client, shown_at)["words"].value() == WORDS["words"]


@pytest.mark.parametrize(
    "referrer", ["http://evil.example/", "//evil.example", "http://testserver//evil.example/"]
)
def test_another_sites_page_is_never_shown(cast: Cast, client: Client, referrer: str) -> None:
    page = client.post(HERE, WORDS, headers={"Referer": referrer})
    assert sign_in(client, carried_by(page.content.decode()))["Location"] in {HERE, "/"}


@pytest.mark.parametrize(
    "carried",
    ["", "nonsense", dumps({"path": "/"}, salt="another"), dumps([], salt=SALT)[:-2]],
    ids=["nothing", "nonsense", "another seal", "a broken seal"],  # a seal holds the second it was made in
)
def test_words_that_we_did_not_seal_are_left_aside(cast: Cast, client: Client, carried: str) -> None:
    assert sign_in(client, carried)["Location"] == "/"


texts = some.text(some.characters(codec="utf-8"), max_size=60)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(fields=some.lists(some.tuples(texts, some.lists(texts, max_size=3)), max_size=4))
def test_sealing_changes_no_word(fields: list[tuple[str, list[str]]]) -> None:
    kept = Typed.unseal(Typed("/a/", "/b/", fields, "key").seal())
    assert kept
    assert [(name, values) for name, values in kept.fields] == fields


def test_ten_thousand_characters_come_back(ended: Client) -> None:
    words = {"words": "𝔴ö" * 5000}
    sign_in(ended, carried_by(ended.post(HERE, words).content.decode()))
    assert filled(ended)["words"].value() == words["words"]


def test_a_form_from_another_tab_is_shown_again(cast: Cast) -> None:
    """Signing in elsewhere changes the token that the open form holds."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.lead)
    stale = client.post(
        HERE, {**WORDS, "csrfmiddlewaretoken": "x" * 64}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert (stale.status_code, stale["Location"]) == (302, HERE)
    assert filled(client)["words"].value() == WORDS["words"]
    assert sent == []


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
def test_a_forged_form_is_refused(cast: Cast, site: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.lead)
    response = client.post(HERE, WORDS, headers={"Sec-Fetch-Site": site})
    assert (response.status_code, sent) == (403, [])
    assert filled(client)["words"].value() == ""


def test_reading_leads_through_the_sign_in_and_back(cast: Cast, client: Client) -> None:
    asked = client.get(HERE)["Location"]
    assert asked == "/sign-in/?next=/check-in/6/%3Ftab%3D2"
    page = client.get(asked).content.decode()
    assert f'name="next" value="{HERE}"' in page


def test_a_power_opens_a_door(cast: Cast, client: Client) -> None:
    assert client.get("/operators/").status_code == 302
    client.force_login(cast.evaluator)
    assert client.get("/operators/").status_code == 403
    client.force_login(cast.operator)
    assert client.get("/operators/").content == b"html"


def test_a_power_alone_asks_for_no_proof(cast: Cast, client: Client, later: Later) -> None:
    client.force_login(cast.operator)
    later(timedelta(hours=1))
    assert client.get("/operators/").status_code == 200


def test_a_program_is_refused_rather_than_asked_to_sign_in(cast: Cast, client: Client) -> None:
    assert client.get("/operators.json").status_code == 403
