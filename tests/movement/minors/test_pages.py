"""The pages: a guardian's, without an account; one's own; those of whoever protects minors."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast
from tests.movement.minors.world import GUARDIAN, agreed, asked, cleared, confirmed, minor, officer, ticket

from thriving.kernel import clock
from thriving.kernel.models import Mail
from thriving.movement.actions import guardians
from thriving.movement.models import Age, Clearance, Consent, LostLink, Person
from thriving.movement.queries import minors
from thriving.movement.views.age import LETTERS_TO_ONE

PAGE = "/guardian/"


def send(link: str, do: str, **more: str) -> tuple[int, str]:
    answer = Client().post(PAGE, {"ticket": link, "do": do, **more})
    return answer.status_code, answer.content.decode()


def shown(answer: HttpResponse) -> str:
    """Without what differs by the request alone."""
    words = re.sub(r'name="(csrfmiddlewaretoken|next)" value="[^"]*"', "", answer.content.decode())
    return re.sub(r'ticket(=|%3D)[^"]*', "", words)


def test_a_guardian_reads_and_agrees_without_an_account(cast: Cast) -> None:
    mino = confirmed(minor())
    link = asked(mino)
    page = Client().get(PAGE, {"ticket": link})
    words = page.content.decode()
    assert page.status_code == 200
    assert mino.name in words
    assert mino.email not in words
    assert "at least two adults" in words
    assert "noindex" in words
    assert "no-store" in page["Cache-Control"]
    assert not minors.may_take_part(mino)  # reading decides nothing
    assert send(link, "agree", agrees="on", version="1")[0] == 200
    assert minors.may_take_part(mino)
    assert Client().get(PAGE, {"ticket": link}).status_code == 410
    assert send(link, "refuse")[0] == 410
    assert minors.may_take_part(mino)


def test_a_guardian_is_told_what_is_still_missing(cast: Cast) -> None:
    once = "may take part once whoever protects young people here has confirmed how old they are"
    mino = minor()
    status, words = send(asked(mino), "agree", agrees="on", version="1")
    assert (status, once in words) == (200, True)
    assert not minors.may_take_part(mino)
    status, words = send(asked(confirmed(minor("other"))), "agree", agrees="on", version="1")
    assert (status, once in words) == (200, False)
    assert "may take part now" in words


def test_without_the_tick_nothing_is_agreed(cast: Cast) -> None:
    mino = confirmed(minor())
    link = asked(mino)
    status, words = send(link, "agree", version="1")
    assert status == 422
    assert 'aria-invalid="true"' in words
    assert send(link, "agree", agrees="on", version="0")[0] == 409
    assert send(link, "nonsense")[0] == 400
    assert not minors.may_take_part(mino)


def test_the_page_speaks_the_language_of_the_letter(cast: Cast) -> None:
    link = asked(confirmed(minor()), language="ar")
    page = Client().get(PAGE, {"ticket": link}, headers={"accept-language": "es"})
    assert 'lang="ar" dir="rtl"' in page.content.decode()
    assert page["Content-Language"] == "ar"
    chosen = Client()
    chosen.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    assert 'lang="es"' in chosen.get(PAGE, {"ticket": link}).content.decode()


def test_a_guardian_takes_back_and_asks_for_deletion(cast: Cast) -> None:
    mino, safiya = confirmed(minor()), officer()
    link = agreed(mino)
    words = Client().get(PAGE, {"ticket": link}).content.decode()
    assert mino.name in words
    assert not [each for each in (mino.username, mino.email, "13 to 15") if each in words]
    assert send(link, "take_back")[0] == 200
    assert not minors.may_take_part(mino)
    assert send(link, "delete")[0] == 200
    client = Client()
    client.force_login(safiya)
    page = reverse("movement:delete_minor", args=[mino.page])
    assert client.get(page).status_code == 200
    assert client.post(page).status_code == 302
    assert not Person.objects.filter(pk=mino.pk).exists()
    assert Client().get(PAGE, {"ticket": link}).status_code == 410


@pytest.mark.parametrize("wrong", ["", "x" * 43, "%00", "' OR 1=1 --"])
def test_a_link_that_never_was_is_like_one_that_is_spent(cast: Cast, wrong: str) -> None:
    link = asked(confirmed(minor()))
    guardians.refuse(link)
    spent, never = (Client().get(PAGE, {"ticket": each}) for each in (link, wrong))
    assert (never.status_code, shown(never)) == (spent.status_code, shown(spent))


def test_a_lost_letter_is_written_again_by_the_address_alone(cast: Cast) -> None:
    mino = confirmed(minor())
    first = agreed(mino)
    page = reverse("movement:lost_link")
    known = Client().post(page, {"address": GUARDIAN.upper()})
    unknown = Client().post(page, {"address": "nobody@example.org"})
    assert (known.status_code, shown(known)) == (unknown.status_code, unknown_words := shown(unknown))
    assert GUARDIAN not in unknown_words
    guardians.write_to_who_lost_links()
    assert not LostLink.objects.exists()
    assert not Mail.objects.filter(address="nobody@example.org").exists()
    letter = Mail.objects.latest("pk")
    assert letter.address == GUARDIAN.upper()
    assert guardians.opened_by(first) is None
    Mail.objects.filter(pk=letter.pk).update(state=Mail.State.SENT)
    assert guardians.forget_letters() == 1
    answers = [Client().post(page, {"address": GUARDIAN}).status_code for _each in range(3)]
    assert answers == [200, 200, 429]  # three in a quarter of an hour


def test_one_says_ones_age_and_names_a_guardian(cast: Cast) -> None:
    client, page = Client(), reverse("movement:my_age")
    client.force_login(cast.volunteer)
    assert (
        client.post(page, {"do": "age", "band": "13-15", "shielded": "", "confirmed_band": "25-"}).url == page
    )
    assert minors.is_minor(cast.volunteer)
    assert not Age.objects.get().confirmed_band
    assert client.post(page, {"do": "age", "band": "7"}).status_code == 422
    sent = {"do": "guardian", "guardian_language": "ar"}
    wrong = client.post(page, {**sent, "address": "mother@"})
    assert wrong.status_code == 422
    assert 'value="mother@"' in wrong.content.decode()  # nothing typed is lost
    assert client.post(page, {**sent, "address": GUARDIAN}).url == page
    assert Mail.objects.get(address=GUARDIAN).language == "ar"
    assert guardians.opened_by(ticket())
    assert GUARDIAN not in client.get(page).content.decode()


def test_one_address_gets_few_letters_a_day_from_many_accounts(cast: Cast) -> None:
    page, client = reverse("movement:my_age"), Client()
    answers = []
    for number in range(LETTERS_TO_ONE + 1):
        client.force_login(minor(f"mino{number}"))
        address = GUARDIAN.replace("@", f"+{number}@")
        sent = {"do": "guardian", "guardian_language": "en", "address": address}
        answers.append(client.post(page, sent).status_code)
    assert answers == [302] * LETTERS_TO_ONE + [422]
    assert Mail.objects.filter(key__startswith="guardian:").count() == LETTERS_TO_ONE


def test_who_may_decide_alone_agrees_and_takes_back(cast: Cast) -> None:
    mino = confirmed(minor(band="16-17"), "16-17", decides_from=16)
    client, page = Client(), reverse("movement:my_age")
    client.force_login(mino)
    assert client.post(page, {"do": "agree", "version": "1"}).status_code == 422
    assert client.post(page, {"do": "agree", "version": "1", "agrees": "on"}).url == page
    assert minors.may_take_part(mino)
    assert client.post(page, {"do": "take_back"}).url == page
    assert not minors.may_take_part(mino)


def test_an_officer_confirms_and_clears_by_pages(cast: Cast) -> None:
    safiya, mino, today = officer(), minor(), clock.today()
    client = Client()
    client.force_login(safiya)
    assert mino.name in client.get(reverse("movement:safeguarding")).content.decode()
    page, again = reverse("movement:confirm_age", args=[mino.page]), today + timedelta(days=200)
    said = {"band": "13-15", "decides_from": "14", "ask_again_on": again.isoformat()}
    assert client.post(page, {**said, "ask_again_on": "2090-01-01"}).status_code == 422
    assert client.post(page, said).status_code == 302
    assert Age.objects.get().decides_from == 14
    clear = reverse("movement:clear_adult")
    days = {"checked_on": today, "course_on": today, "expires_on": today + timedelta(days=365)}
    for nobody in (mino.username, "nobody-at-all"):
        refused = client.post(clear, {"who": nobody, **days})
        assert refused.status_code == 422
        assert "No adult here signs in as" in refused.content.decode()
    assert client.post(clear, {"who": "safiya", **days}).status_code == 422
    assert client.post(clear, {"who": cast.volunteer.username, **days}).status_code == 302
    assert Clearance.objects.get().checked_by == safiya
    end = reverse("movement:end_clearance", args=[Clearance.objects.get().pk])
    assert client.post(end, {"why": "Moved."}).status_code == 302
    assert client.get(end).status_code == 404


def test_the_officers_page_asks_as_often_for_three_as_for_one(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    client = Client()
    client.force_login(officer())
    page = reverse("movement:safeguarding")

    def asked_with(count: int) -> int:
        for number in range(count):
            mino = confirmed(minor(f"mino{count}{number}"))
            guardians.ask(mino, address=GUARDIAN, language="en", by=mino)
            minor(f"other{count}{number}")
        cleared(cast.volunteer)
        with django_assert_max_num_queries(99) as seen:  # type: ignore[operator]
            assert client.get(page).status_code == 200
        return len(seen)

    asked_with(1)  # what is asked for once is asked for before
    assert asked_with(2) == asked_with(4)


def test_a_removed_officer_is_out_at_once(cast: Cast) -> None:
    safiya, mino = officer(), minor()
    client = Client()
    client.force_login(safiya)
    assert client.get(reverse("movement:person", args=[mino.page])).status_code == 200
    safiya.holdings.update(ends_on=clock.today())
    assert client.get(reverse("movement:person", args=[mino.page])).status_code == 404
    assert client.get(reverse("movement:safeguarding")).status_code == 403
    assert client.get(reverse("movement:confirm_age", args=[mino.page])).status_code == 403


def test_hostile_words_stand_as_words(cast: Cast) -> None:
    mino = confirmed(minor())
    Person.objects.filter(pk=mino.pk).update(name="<script>alert(1)</script>")
    link = asked(mino)
    page = Client().get(PAGE, {"ticket": link}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert Consent.objects.get().address == GUARDIAN
