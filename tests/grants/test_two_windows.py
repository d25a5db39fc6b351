"""Two windows on what officers write: the second save loses nothing that its writer did not see."""

from __future__ import annotations

from django.test import Client
from tests.conftest import person
from tests.grants import world
from tests.grants.agreements import world as agreements
from tests.windows import OVERTAKEN, opened, sent

from thriving.grants.agreements.models import Text
from thriving.grants.funds.models import Fund, Round


def test_the_terms_of_an_agreement_are_not_written_over_unseen(db: None, client: Client) -> None:
    of = agreements.hands()
    agreement = agreements.drafted(of)
    client.force_login(of.officer)
    address = f"/grants/agreements/{agreement.key}/texts/1/to/rewrite/"
    with agreements.on():
        first, second = opened(client, address), opened(client, address)
        assert sent(client, address, first, award="900").status_code == 302
        assert OVERTAKEN in sent(client, address, second, conditions="By bus.").content.decode()
    text = Text.objects.get()
    assert (int(text.award), text.conditions) == (900, first["conditions"])


def test_a_fund_is_not_described_over_another_description_unseen(db: None, client: Client) -> None:
    fund = world.fund()
    client.force_login(person("oba", "grants_officer"))
    address = f"/grants/funds/{fund.key}/describe/"
    first, second = opened(client, address), opened(client, address)
    assert sent(client, address, first, title="Fund for all").status_code == 302
    assert OVERTAKEN in sent(client, address, second, about="For rooms.").content.decode()
    assert str(Fund.objects.get().title) == "Fund for all"


def test_a_round_is_not_changed_over_another_change_unseen(db: None, client: Client) -> None:
    one = world.grant_round()
    client.force_login(person("oba", "grants_officer"))
    address = f"/grants/rounds/{one.key}/change/"
    first, second = opened(client, address), opened(client, address)
    assert sent(client, address, first, title="Spring for all").status_code == 302
    assert OVERTAKEN in sent(client, address, second, months=3).content.decode()
    assert str(Round.objects.get().title) == "Spring for all"
