"""What surrounds every page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils.translation import override
from pytest_django import Settings
from tests.conftest import Cast

from thriving.kernel import access
from thriving.ui import checks, navigation, slots


def page(**context: Any) -> str:
    request = RequestFactory().get("/design/?page=2")
    request.user = context.pop("reader", None)
    return render_to_string("ui/base.html", context, request)


@pytest.mark.parametrize(
    ("language", "direction", "sheet"), [("en", "ltr", "public"), ("ar", "rtl", "public-rtl")]
)
def test_sheet_follows_the_direction(language: str, direction: str, sheet: str) -> None:
    with override(language):
        html = page()
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert f'href="/static/ui/built/{sheet}.css"' in html


def test_footer_says_that_no_reports_are_taken_and_whom_to_call() -> None:
    html = page()
    assert "Help and safety" in html
    assert "This site takes no reports of harm yet." in html
    assert "call the emergency number of your country" in html


def test_emergency_contacts_are_the_movement_s(tmp_path: Path, settings: Settings) -> None:
    file = tmp_path / "contacts.toml"
    file.write_text('[[contact]]\nname = {en = "Trust & Safety"}\naddress = "mailto:help@example.org"\n')
    settings.EMERGENCY_CONTACTS = str(file)
    html = page()
    assert '<a href="mailto:help@example.org">Trust &amp; Safety</a>' in html
    assert "has set no emergency contacts" not in html


def test_emergency_contact_needs_an_address_that_opens(tmp_path: Path, settings: Settings) -> None:
    file = tmp_path / "contacts.toml"
    file.write_text('[[contact]]\nname = {en = "Nobody"}\naddress = "javascript:alert(1)"\n')
    settings.EMERGENCY_CONTACTS = str(file)
    (error,) = checks.contacts_open()
    assert "the address of Nobody must begin with one of mailto:, tel:, https:" in error.msg


def test_emergency_contacts_that_are_not_there_are_found_at_start(settings: Settings) -> None:
    settings.EMERGENCY_CONTACTS = "/no/such/file.toml"
    assert [error.id for error in checks.contacts_open()] == ["ui.E001"]
    settings.EMERGENCY_CONTACTS = ""
    assert checks.contacts_open() == []


def test_doors_open_for_those_whom_their_rule_lets_in(cast: Cast) -> None:
    navigation.add("ui:language", "Second", position=2, rule="enter")
    navigation.add("ui:design", "First", position=1)
    with access.rules.temporarily("enter", access.role("operator")):
        assert [door.label for door in navigation.doors_for(cast.visitor)] == ["First"]
        assert [door.label for door in navigation.doors_for(cast.operator)] == ["First", "Second"]
        assert '<a href="/design/" aria-current="true">First</a>' in page(reader=cast.visitor)


def test_grouped_doors_stand_behind_more_which_says_that_one_is_there(cast: Cast) -> None:
    navigation.add("ui:language", "Plan", position=1)
    assert "<details" not in page(reader=cast.visitor).partition("</nav>")[0]
    navigation.add_group("looks", "How it looks", position=1)
    navigation.add("ui:design", "Look", position=2, group="looks")
    header = page(reader=cast.visitor).partition("</nav>")[0]
    assert '<summary class="th-doors__here">More</summary>' in header
    assert header.index("More") < header.index('<a href="/design/" aria-current="true">Look</a>')
    assert '<span id="doors-looks">How it looks</span><ul aria-labelledby="doors-looks">' in header


def test_a_group_of_which_nothing_opens_has_no_heading(cast: Cast) -> None:
    navigation.add_group("looks", "How it looks", position=1)
    navigation.add("ui:design", "Look", position=2, rule="enter", group="looks")
    with access.rules.temporarily("enter", access.role("operator")):
        assert "How it looks" not in page(reader=cast.visitor)
        assert "How it looks" in page(reader=cast.operator)


def test_of_a_door_within_another_only_the_inner_one_is_where_one_is() -> None:
    assert navigation.deepest("/grants/mine/", ["/grants/", "/grants/mine/", "/plan/"]) == "/grants/mine/"
    assert navigation.deepest("/about/", ["/grants/"]) == ""


def test_a_door_is_hung_once() -> None:
    navigation.add("ui:design", "First", position=1)
    with pytest.raises(ValueError, match="ui:design"):
        navigation.add("ui:design", "Again", position=2)


def test_slot_is_filled_above_the_page() -> None:
    slots.add("bar", lambda request: f"<aside>{request.path}</aside>")
    html = page()
    assert html.index("<aside>/design/</aside>") < html.index("<header")


def test_page_for_nobody_in_particular_is_drawn_too() -> None:
    assert "Help and safety" in render_to_string("ui/base.html")


def test_messages_and_the_alarm_stand_above_the_content() -> None:
    html = page(alarm="The worker is late.", messages=[Message(constants.ERROR, "<Refused>")])
    assert html.index("The worker is late.") < html.index("&lt;Refused&gt;")
    assert html.index("cdx-message--warning") < html.index("cdx-message--error")


def test_language_is_kept_in_one_cookie_and_the_page_comes_back(client: Client) -> None:
    response = client.post("/language/", {"language": "ar", "next": "/design/?page=2"})
    assert (response.status_code, response["Location"]) == (302, "/design/?page=2")
    assert list(response.cookies) == ["django_language"]


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_language_choice_leads_nowhere_else(elsewhere: str, client: Client) -> None:
    response = client.post("/language/", {"language": "ar", "next": elsewhere})
    assert response["Location"] == "/"


def test_language_is_chosen_by_sending_a_form(client: Client) -> None:
    assert client.get("/language/").status_code == 405


def test_appearance_is_the_device_s_until_somebody_chooses(client: Client) -> None:
    chosen = {"language": "en", "next": "/design/"}
    assert list(client.post("/language/", {**chosen, "appearance": "device"}).cookies) == ["django_language"]
    assert "class=" not in html_tag(client)
    client.post("/language/", {**chosen, "appearance": "dark"})
    assert html_tag(client).endswith('class="th-dark">')
    client.post("/language/", {**chosen, "appearance": "device"})
    assert "class=" not in html_tag(client)


def test_appearance_is_one_of_ours(client: Client) -> None:
    client.cookies["appearance"] = 'x"><script>'
    assert "class=" not in html_tag(client)


def html_tag(client: Client) -> str:
    return client.get("/design/").content.decode().splitlines()[1]
