"""A page that asks for something takes it, or says in the form why it is not taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.test import RequestFactory

from thriving.kernel.files import FileRefused
from thriving.kernel.money import MoneyRefused
from thriving.kernel.tables import Unreadable
from thriving.movement import asking
from thriving.movement.actions import Refused


class WordForm(forms.Form):
    word = forms.CharField()


def sent(method: str = "POST") -> HttpRequest:
    request = RequestFactory().generic(method, "/")
    vars(request)["_messages"] = CookieStorage(request)  # as its middleware would
    return request


def raising(error: Exception) -> Callable[[], object]:
    def take() -> object:
        raise error

    return take


@pytest.mark.parametrize("error", [Refused, FileRefused, MoneyRefused, Unreadable])
def test_a_refusal_stands_in_the_form(error: type[Exception]) -> None:
    form = WordForm({"word": "kept"})
    assert not asking.taken(sent(), form, raising(error("Not now.")))
    assert form.non_field_errors() == ["Not now."]
    assert form["word"].value() == "kept"


def test_who_may_no_longer_finds_nothing() -> None:
    with pytest.raises(Http404):
        asking.taken(sent(), WordForm({"word": "late"}), raising(PermissionDenied("not yours")))


def test_nothing_is_taken_before_the_form_is_sent_and_whole() -> None:
    fails = raising(AssertionError("taken"))
    assert not asking.taken(sent("GET"), WordForm(), fails)
    assert not asking.taken(sent(), WordForm({}), fails)


def test_once_it_is_taken_the_reader_is_led_on() -> None:
    page = {"title": "A step", "crumbs": [], "template": "none.html"}
    answer = asking.ask(sent(), WordForm({"word": "yes"}), lambda: None, to=lambda: "/next/", **page)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/next/")


def test_whoever_goes_back_to_a_step_that_is_over_is_led_on() -> None:
    request = sent("GET")
    answer = asking.past(request, "/record/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/record/")
    assert ["so it stands now" in str(each) for each in get_messages(request)] == [True]


def test_what_is_sent_to_a_step_that_is_over_finds_nothing_unless_it_may_come_twice() -> None:
    with pytest.raises(Http404):
        asking.past(sent(), "/record/")
    assert asking.past(sent(), "/record/", sent=True).headers["Location"] == "/record/"
