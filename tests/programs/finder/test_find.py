from __future__ import annotations

import logging
import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.programs.finder.conftest import ADVICE, PHOTOS

from thriving.kernel.words import Words
from thriving.programs.matching.engine import Offer
from thriving.ui import slots

FITTING = "/find/?do=photography&need=money&where=country:GH&language=dag&hours=3"


def seen(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+|</?bdi>", lambda found: " " * found[0].isspace(), response.content.decode())


def test_five_questions_come_first(client: Client, offered: list[Offer]) -> None:
    page = seen(client, "/find/")
    assert len(re.findall(r'<(?:label|span) class="cdx-label__label__text"', page)) == 5
    assert "4 things are on offer today." in page
    assert PHOTOS.address not in page


def test_what_fits_gives_its_reasons(client: Client, offered: list[Offer]) -> None:
    page = seen(client, FITTING)
    assert "1 of 4 fits" in page
    assert '<span lang="dag" dir="ltr">Photo grants, in Dagbani</span>' in page
    assert "offers: Photography, Money; in your language, Dagbani; takes 2 hours a week; " in page
    assert "for your country, Ghana; 7 places left; closes in 12 days" in page
    assert f'href="{PHOTOS.address}?in=dag" rel="noreferrer"' in page


def test_the_score_opens_to_what_it_is_made_of(client: Client, offered: list[Offer]) -> None:
    page = seen(client, FITTING)
    points = [float(each) for each in re.findall(r"th-score__points\">([\d.]+) of", page)]
    # Nobody said when it was confirmed (2.5 of 5), and nothing here is served least (0 of 5).
    assert sorted(points) == [0, 2.5, 10, 10, 20, 50]
    assert "92.5 of 100 points" in page


def test_what_was_left_out_is_counted_and_what_would_change_it_leads_there(
    client: Client, offered: list[Offer]
) -> None:
    page = seen(client, "/find/?language=dag")
    assert "1 is not open yet." in page
    assert "1 has no place left." in page
    assert "1 is in other languages than yours." in page
    assert "One more opens on 1 May 2020." in page
    assert "Say that English is fine, too: one more" in page
    more = re.search(r'href="(\?[^"]*)">Say that English', page)
    assert more
    assert "2 of 4 fit" in seen(client, "/find/" + more[1].replace("&amp;", "&"))


def test_a_title_without_translation_says_its_language(client: Client, offered: list[Offer]) -> None:
    page = seen(client, "/find/?language=dag&language=en")
    assert 'lang="en" dir="ltr">Advice on the press' in page
    assert page.count("· in English") == 0
    offered.append(replace(ADVICE, key="made-up:both", languages={"dag": 5}))
    assert "Made up · in English" in seen(client, "/find/?language=dag")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("hours=many", "“\u2068many\u2069” is not a number of hours from 1 to 80"),
        ("hours=0", "is not a number of hours"),
        ("hours=" + "9" * 5000, "is not a number of hours"),
        ("language=klingon", "“\u2068klingon\u2069”, which cannot be chosen here"),
        ("where=country:%22%3E%3Cb%3E", "&quot;&gt;&lt;b&gt;"),
        ("do=nothing&need=gold", "“\u2068gold\u2069”"),
    ],
)
def test_what_cannot_be_meant_is_said_and_left_out(
    client: Client, offered: list[Offer], asked: str, sentence: str
) -> None:
    page = seen(client, f"/find/?{asked}")
    assert sentence in page
    assert "2 of 4 fit" in page


def test_nothing_found_asks_people(client: Client, offered: list[Offer]) -> None:
    with slots.fillers["searched"].temporarily("test", lambda _request: "<p>Ask us</p>"):
        page = seen(client, "/find/?where=country:SE&language=fr")
    assert "Nothing on offer fits all your answers." in page
    assert "<p>Ask us</p>" in page
    offered.clear()
    assert "your question shows them what is missing" in seen(client, "/find/?do=")


def test_answers_are_kept_nowhere(
    client: Client, offered: list[Offer], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        response = client.get(FITTING)
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "same-origin"
    assert b'<meta name="robots" content="noindex">' in response.content
    assert not response.cookies
    assert not [record for record in caplog.records if "photography" in record.getMessage()]


def test_answers_stay_chosen(client: Client, offered: list[Offer]) -> None:
    page = seen(client, FITTING)
    for chosen in (
        '<option value="photography" selected>',
        '<option value="country:GH" selected>',
        'value="money" checked',
        'name="language" value="dag" checked',
        'max="80" inputmode="numeric" value="3"',
    ):
        assert chosen in page


def test_it_asks_as_often_of_three_as_of_one(client: Client, offered: list[Offer]) -> None:
    def queries() -> int:
        seen(client, FITTING)  # so that what is kept is there
        with CaptureQueriesContext(connection) as asked:
            seen(client, FITTING)
        return len(asked)

    one = queries()
    offered += [replace(PHOTOS, key=f"made-up:{number}", title=Words(en=str(number))) for number in range(2)]
    assert queries() == one
