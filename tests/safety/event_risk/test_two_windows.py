"""Two windows on what organizers write: the second save loses nothing that its writer did not see."""

from __future__ import annotations

from django.test import Client
from tests.safety.event_risk.world import World, drafted
from tests.windows import OVERTAKEN, opened, sent

from thriving.safety.event_risk.models import Assessment, Risk

RISK = "/events/markets/risk/"


def windows(it: World, address: str) -> tuple[Client, dict[str, object], Client, dict[str, object]]:
    olga, oskar = Client(), Client()
    olga.force_login(it.olga)
    oskar.force_login(it.oskar)
    return olga, opened(olga, address), oskar, opened(oskar, address)


def test_what_another_wrote_of_the_place_is_not_written_over(it: World) -> None:
    drafted(it)
    address = f"{RISK}assessment/place/"
    olga, hers, oskar, his = windows(it, address)
    assert sent(olga, address, hers, context="The bridge is closed.").status_code == 302
    late = sent(oskar, address, his, context="A quiet town, mostly.")
    assert late.status_code == 422
    assert OVERTAKEN in late.content.decode()
    assert "A quiet town, mostly." in late.content.decode()
    assert Assessment.objects.get().context == "The bridge is closed."
    assert sent(oskar, address, opened(oskar, address), context="Quiet, bridge closed.").status_code == 302


def test_what_another_wrote_of_a_risk_is_not_written_over(it: World) -> None:
    drafted(it)
    address = f"{RISK}assessment/risks/{Risk.objects.get().key}/"
    olga, hers, oskar, his = windows(it, address)
    assert sent(olga, address, hers, likelihood=5).status_code == 302
    assert OVERTAKEN in sent(oskar, address, his, threat="Buses stop at nine").content.decode()
    assert (Risk.objects.get().likelihood, Risk.objects.get().threat) == (5, "Buses stop running after dark")


def test_who_saves_again_what_nobody_else_touched_is_not_stopped(it: World) -> None:
    drafted(it)
    address = f"{RISK}assessment/place/"
    olga, hers, _oskar, _his = windows(it, address)
    assert sent(olga, address, hers).status_code == 302
    assert sent(olga, address, hers, context="A quiet town by the sea.").status_code == 302


def test_what_a_form_carries_unseen_has_no_label(it: World) -> None:
    drafted(it)
    client = Client()
    client.force_login(it.olga)
    page = client.get(f"{RISK}assessment/place/").content.decode()
    assert '<input type="hidden" name="opened"' in page
    assert ">Opened<" not in page
