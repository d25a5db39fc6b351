from __future__ import annotations

import pytest
from django.test import Client
from tests.whole.pseudo_locale import bare, data_of_records, spoken

from thriving.programs.matching.engine import Offer


@pytest.mark.parametrize(
    "address",
    [
        "/find/",
        "/find/?do=photography&need=money&where=country:GH&language=dag&hours=1",
        "/find/?hours=none&language=klingon",
        "/find/?where=country:SE&language=fr",
        "/find/weights/",
    ],
)
def test_every_word_was_offered_to_translators(client: Client, offered: list[Offer], address: str) -> None:
    with spoken():
        page = client.get(address).content.decode()
    names = {text for each in offered for text in each.title.values()}
    assert bare(page, [*data_of_records(), *names, "Made up"]) == []
