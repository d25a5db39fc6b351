"""Abuse case 2: pages, lists, twins, filters, counts and search all agree on what one may see."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.conftest import Cast
from tests.movement.groups import world

from thriving.movement.models import SearchWord
from thriving.movement.queries.groups import serving_country

pytestmark = pytest.mark.django_db
ADDRESSES = (
    "/affiliates/",
    "/affiliates.json",
    "/affiliates.csv",
    "/affiliates/?country=KE",
    "/affiliates.json?language=sw",
    "/affiliates.json?after=hidden",
    "/search/?q=Mystery",
    "/search.json?q=Mystery",
    "/search.csv?q=hidden",
    "/affiliates/hidden/",
)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("role", ["visitor", "volunteer", "evaluator", "operator"])
def test_an_application_is_nowhere(client: Client, cast: Cast, address: str, role: str) -> None:
    world.application(
        cast.lead, key="hidden", name="Mystery Group", countries=("KE",), languages=("sw",), acronym="MYS"
    )
    world.affiliate()
    if role != "visitor":
        client.force_login(getattr(cast, role))
    text = client.get(address).content.decode()
    for told in ("Mystery Group", "MYS", "Kenya", "Swahili"):  # nor as a choice of the filters
        assert told not in text


def test_a_page_of_the_list_does_not_begin_after_what_one_may_not_see(client: Client, cast: Cast) -> None:
    world.application(cast.lead, key="hidden", name="Mmm")
    world.affiliate("alpha", "Alpha")
    world.affiliate("zulu", "Zulu")
    told = [client.get(f"/affiliates.json?after={key}").json()["rows"] for key in ("hidden", "nothing")]
    assert told[0] == told[1]


def test_a_country_and_the_index_know_nothing_of_it(cast: Cast) -> None:
    world.application(cast.lead, key="hidden", countries=("KE",))
    assert serving_country(cast.volunteer, "KE") == []
    assert not SearchWord.objects.filter(kind="affiliate").exists()
