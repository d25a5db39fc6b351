"""Two windows on a code of conduct: the second save loses nothing that its writer did not see."""

from __future__ import annotations

from django.test import Client
from tests.safety.conduct import world
from tests.windows import OVERTAKEN, opened, sent

from thriving.safety.conduct.models import Code, Text

CODE, IN_ENGLISH = "/conduct/universal/", "/conduct/universal/1/write/en/"


def keeper(client: Client) -> Client:
    client.force_login(world.keeper())
    return client


def test_a_text_is_not_written_over_unseen(db: None, client: Client) -> None:
    with world.at(world.DRAFTED):
        world.drafted()
        first, second = opened(keeper(client), IN_ENGLISH), opened(client, IN_ENGLISH)
        assert sent(client, IN_ENGLISH, first, text="Be kind, always.").status_code == 302
        assert OVERTAKEN in sent(client, IN_ENGLISH, second, text="Be fair.").content.decode()
    kept = Text.objects.filter(language="en").first()
    assert kept
    assert kept.text == "Be kind, always."


def test_a_first_text_is_not_written_over_unseen_either(db: None, client: Client) -> None:
    address = "/conduct/universal/1/write/fr/"
    with world.at(world.DRAFTED):
        world.drafted()
        first, second = opened(keeper(client), address), opened(client, address)
        assert sent(client, address, first, text="Soyez gentils.").status_code == 302
        assert OVERTAKEN in sent(client, address, second, text="Soyez justes.").content.decode()


def test_the_description_of_a_code_is_not_written_over_unseen(db: None, client: Client) -> None:
    world.code()
    address = f"{CODE}for/describe/"
    first, second = opened(keeper(client), address), opened(client, address)
    assert sent(client, address, first, purpose="For all of us.").status_code == 302
    assert OVERTAKEN in sent(client, address, second, title="A code").content.decode()
    assert str(Code.objects.get().purpose) == "For all of us."


def test_the_roles_that_ask_for_a_code_are_not_written_over_unseen(db: None, client: Client) -> None:
    world.code()
    address = f"{CODE}for/roles/"
    first, second = opened(keeper(client), address), opened(client, address)
    assert sent(client, address, first, roles=["organizer"]).status_code == 302
    assert OVERTAKEN in sent(client, address, second, roles=["grants_officer"]).content.decode()
    assert list(Code.objects.get().roles.values_list("role", flat=True)) == ["organizer"]


def test_a_ballot_is_not_declared_over_another_unseen(db: None, client: Client) -> None:
    version = world.declared()
    address = f"{CODE}1/to/declare/"
    with world.at(world.OPENED):
        first, second = opened(keeper(client), address), opened(client, address)
        assert sent(client, address, first, quorum=60).status_code == 302
        assert OVERTAKEN in sent(client, address, second, quorum=10).content.decode()
    version.ballot.refresh_from_db()
    assert version.ballot.quorum == 60
