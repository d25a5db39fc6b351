"""Agreements, positions, capacity and councils, each walked through on a phone, in two languages."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils.translation import gettext, override
from tests.conftest import person
from tests.plan import world as plans
from tests.programs.partnerships import world as partnerships
from tests.programs.positions import world as positions
from tests.whole.browsing import Way, look_at
from tests.whole.conftest import Browse

from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.movement.naming import region_name
from thriving.programs.partnerships.models import Partnership
from thriving.programs.positions import actions as position_actions
from thriving.programs.positions.models import Position

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])
PHONE = 390
WITH_A_LIAISON = (positions.LATIN, positions.AFRICA, positions.SOUTH, positions.MIDDLE)
GAPS = (positions.EAST, positions.CENTRAL)
REGIONS_RESULT = f"/plan/{plans.KEY}/key-results/{positions.LIAISONS}/"


@pytest.fixture
def lead_of_diversity(db: None) -> Person:
    """Four regions have their liaison; in two, somebody is looked for."""
    plans.loaded()
    lead = person("dina", f"program_lead priority:{plans.KEY}/movement-diversity")
    for region in WITH_A_LIAISON:
        positions.filled(lead, region)
    for region in GAPS:
        positions.opened(lead, region, date(2020, 6, 1))
    return lead


@LANGUAGES
def test_a_lead_sees_four_chips_and_two_gaps_with_the_open_positions_behind_them(
    browse: Browse, lead_of_diversity: Person, language: str
) -> None:
    with plans.at(date(2020, 6, 30)), override(language):
        watched = browse(language=language, width=PHONE, person=lead_of_diversity)
        page = look_at(watched, REGIONS_RESULT, Way(PHONE), Way(PHONE, dark=True))
        chips = {each: page.locator(f"#{each}") for each in (*WITH_A_LIAISON, *GAPS)}
        for region, chip in chips.items():
            assert region_name(region) in chip.inner_text()
        assert [gettext("at work") in chips[each].inner_text() for each in WITH_A_LIAISON] == [True] * 4
        assert [gettext("nobody yet") in chips[each].inner_text() for each in GAPS] == [True] * 2
        # Without a script too, the way goes on to the open position.
        plain = browse(language=language, width=PHONE, person=lead_of_diversity, script=False)
        behind = plain.go(REGIONS_RESULT, until="load").locator(f"#{GAPS[0]} a")
        assert behind.count() == 1
        behind.click()
        assert plain.page.url.endswith(f"/positions/liaison-{GAPS[0]}/")
        assert gettext("Say that somebody has begun work") in plain.page.locator("main").inner_text()
        position = Position.objects.get(region=GAPS[0])
        position_actions.fill(position, first_day=date(2020, 6, 29), by=lead_of_diversity)
        now = watched.go(REGIONS_RESULT, until="load").locator(f"#{GAPS[0]}").inner_text()
        assert gettext("at work") in now
        assert len(re.findall(gettext("nobody yet"), page.locator(".th-coverage").inner_text())) == 1


ARCHIVES = "/partnerships/archives/"
RESEARCH = f"{ARCHIVES}streams/stream-1/"


@pytest.fixture
def lead_of_content(db: None) -> Person:
    """An agreement is ready whose first clause rests on a finding; another finding is not used."""
    plans.loaded()
    lead = person("caro", f"program_lead priority:{plans.KEY}/diverse-content")
    archives = partnerships.partnership(partnerships.partner(lead), lead)
    stream = partnerships.stream(archives, lead)
    partnerships.found(stream, lead)
    partnerships.found(stream, lead, title=Words(en="Tapes decay first"))
    partnerships.ready(archives, lead, ("stream-1/1",), ())
    return lead


@LANGUAGES
def test_a_partnership_shows_which_finding_each_clause_rests_on(
    browse: Browse, lead_of_content: Person, language: str
) -> None:
    with override(language):
        page = look_at(browse(language=language, width=PHONE), ARCHIVES, Way(PHONE), Way(PHONE, dark=True))
        first, second = (page.locator(f"#clause-{number}") for number in "12")
        assert gettext("Rests on:") in first.inner_text()
        assert "Small archives describe well" in first.inner_text()
        assert gettext("rests on nothing") in second.inner_text()
        assert "Tapes decay first" in page.locator("section[aria-labelledby=unused]").inner_text()
        first.get_by_role("link").click()
        assert page.url.endswith(f"{RESEARCH}#finding-1")
        assert gettext("Clauses that name it:") in page.locator("#finding-1").inner_text()
        # Its lead withdraws the finding, without a script too: the clause rests on nothing at once.
        plain = browse(language=language, width=PHONE, person=lead_of_content, script=False)
        wrong = plain.go(f"{RESEARCH}findings/1/withdraw/", until="load")
        wrong.locator("main textarea").fill("Counted twice.")
        with wrong.expect_navigation():
            wrong.locator("main .cdx-button--weight-primary").click()
        bare = look_at(browse(language=language, width=PHONE), ARCHIVES, Way(PHONE)).locator("#clause-1")
        assert gettext("rests on nothing") in bare.inner_text()
        assert "Counted twice." in bare.inner_text()
        assert Partnership.objects.get().state == "ready"
