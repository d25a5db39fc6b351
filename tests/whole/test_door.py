"""A phone at the door, with a weak network: nothing is lost, nothing counts twice."""

from __future__ import annotations

import pytest
from tests.conftest import Cast, person
from tests.programs.events.world import DURING, PLANNED_AT, announced, at
from tests.whole.browsing import Watched
from tests.whole.conftest import Browse

from thriving.programs.events import actions
from thriving.programs.events.actions import Wishes
from thriving.programs.events.models import Event, Registration

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NO_NETWORK = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED")


def registered(event: Event, count: int) -> list[Registration]:
    with at(PLANNED_AT):
        return [
            actions.register_without_account(event, Wishes(name="Abena Secret")) for _each in range(count)
        ]


def without_network(watched: Watched) -> None:
    """For what the page sends too while it is opened anew, when the browser is not yet told."""
    watched.page.context.route("**/arrivals/", lambda route: route.abort())
    watched.page.context.set_offline(True)


def with_network(watched: Watched) -> None:
    watched.page.context.unroute("**/arrivals/")
    watched.page.context.set_offline(False)


def came(event: Event) -> int:
    return event.registrations.filter(attended_on__isnull=False).count()


def check_in(watched: Watched, codes: list[str]) -> None:
    watched.page.get_by_label("Codes").fill("\n".join(codes))
    watched.page.get_by_role("button", name="Check them in").click()


def test_hour_without_a_network_loses_and_doubles_nothing(browse: Browse, cast: Cast) -> None:
    organizer = person("oriole", "organizer")
    event = announced(organizer)
    codes = [each.written_code.lower() for each in registered(event, 300)]
    with at(DURING):
        watched = browse(width=390, person=organizer)
        watched.brought_about = NO_NETWORK
        page = watched.go(f"/events/{event.key}/door/")
        page.wait_for_function("navigator.serviceWorker.controller !== null", timeout=20_000)
        check_in(watched, codes[:1])
        page.locator('[data-part="last"] li').wait_for()
        without_network(watched)
        check_in(watched, [*codes[1:], "ABC-DEF"])
        page.get_by_text("is no code").wait_for()
        page.reload()
        waiting = page.locator('[data-part="count"]')
        assert (waiting.text_content(), came(event)) == ("299", 1)
        assert "Abena" not in str(page.evaluate("JSON.stringify(localStorage)"))
        with_network(watched)
        page.locator('[data-part="waiting"]').wait_for(state="hidden", timeout=60_000)
        assert came(event) == 300
        check_in(watched, codes[:2])
        page.get_by_text("Was checked in before").first.wait_for()
    assert (came(event), event.arrivals.count()) == (300, 302)


@pytest.mark.parametrize(("status", "after_a_minute"), [(409, 5), (403, 1)])
def test_who_is_refused_asks_more_seldom_and_who_is_signed_out_no_more(
    browse: Browse, cast: Cast, status: int, after_a_minute: int
) -> None:
    organizer = person("oriole", "organizer")
    event = announced(organizer)
    (someone,) = registered(event, 1)
    with at(DURING):
        watched = browse(width=390, person=organizer)
        page = watched.page
        watched.brought_about = (f"status of {status}",)
        page.clock.install()
        watched.go(f"/events/{event.key}/door/")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url) if "/arrivals/" in request.url else None)
        page.context.route("**/arrivals/", lambda route: route.fulfill(status=status))
        check_in(watched, [someone.written_code])
        said = page.locator('[data-say="sign-in"], [data-say="refused"]')
        said.locator("visible=true").wait_for()
        page.clock.run_for(60_000)
    assert len(asked) <= after_a_minute
