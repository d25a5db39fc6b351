"""A holder answers on a phone without a script, and everybody reads the sum; in two languages."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import places
from tests.conftest import person
from tests.plan import world as plans
from tests.programs.needs import world
from tests.whole.browsing import Way, look_at
from tests.whole.conftest import Browse

from thriving.programs.needs.models import Assessment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = 390


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_holder_keeps_a_draft_finishes_it_and_is_in_the_sum(browse: Browse, language: str) -> None:
    plans.loaded()
    places.few()
    lead = person("otto", "program_lead")
    one = world.opened(lead, serves=world.SERVES)
    asked = world.asked(one, lead)
    with world.on(world.DAY):
        watched = browse(language=language, width=PHONE, script=False)
        page = watched.go(reverse("needs:answer", args=[asked.link]))
        page.locator("input[name='question-held'][value='maps']").check()
        page.locator("button[name='keep']").click()
        assert page.locator("input[name='question-held'][value='maps']").is_checked()
        page.locator("input[name='question-condition'][value='poor']").check()
        page.locator("input[name='question-urgency'][value='now']").check()
        page.locator("button.cdx-button--action-progressive").first.click()
        assert Assessment.objects.get().state == "finished"
        look_at(browse(language=language), reverse("needs:answer", args=[asked.link]), Way(PHONE))
        public = browse(language=language, width=PHONE)
        look_at(public, reverse("needs:round", args=["heritage"]), Way(PHONE), Way(PHONE, dark=True))
        team = browse(language=language, person=lead)
        look_at(team, reverse("needs:paper", args=["heritage"]), Way(1280), Way(PHONE))
        look_at(team, reverse("needs:tables", args=["heritage"]), Way(PHONE))
