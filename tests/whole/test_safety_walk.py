"""The Code of Conduct from its draft to its endorsement, and a crisis to its review, on a phone."""

from __future__ import annotations

import pytest
from django.utils.translation import gettext, override
from tests.conftest import person
from tests.safety.conduct import world as codes
from tests.safety.crisis import world as crises
from tests.whole.conftest import Browse
from tests.whole.forms import fill, seen, send, take, told

from thriving.kernel import clock
from thriving.safety.conduct import actions
from thriving.safety.conduct.models import Version
from thriving.safety.crisis.criteria import BY_KEY
from thriving.safety.crisis.models import Crisis

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = 360
CODE, FIRST = "/conduct/universal/", "/conduct/universal/1/"


def test_the_code_goes_from_a_draft_to_its_endorsement(browse: Browse, db: None) -> None:
    codes.code()
    codes.electors()
    keeper = browse(width=PHONE, person=codes.keeper())
    with codes.at(codes.DRAFTED):
        take(keeper, f"{CODE}for/draft/", binding="en", changes="All of it is new.")
        seen(take(keeper, f"{FIRST}write/en/", text=codes.TEXT))
        take(keeper, f"{FIRST}write/ar/", text=codes.IN_ARABIC)
        take(keeper, f"{FIRST}to/consult/", until=codes.ASKED_UNTIL.isoformat())
        asked = browse(width=PHONE, person=person("carla"), script=False)
        take(asked, f"{FIRST}comment/", words="Say more about newcomers.", language="en")
        take(keeper, f"{FIRST}comments/1/answer/", kind="kept", words="It says it.", language="en")
    with codes.at(codes.CONCLUDED):
        take(keeper, f"{FIRST}to/conclude/", words="Everybody was heard.")
        page = seen(take(keeper, f"{FIRST}to/freeze/"))
        assert Version.objects.get().seals["en"] in told(page)
    with codes.at(codes.OPENED):
        page = keeper.go(f"{FIRST}to/declare/", until="load")
        page.locator("main [name=roles][value=affiliate_contact]").check()
        fill(page, quorum="50", majority="50", last_day=codes.LAST_DAY.isoformat())
        send(page)
        take(keeper, f"{FIRST}to/open/")
        first, *others = codes.voters()
        page = take(browse(width=PHONE, person=first), f"{FIRST}vote/", choice="yes")
        for voter in others:
            actions.vote(Version.objects.select_related("code").get(), "yes", by=voter)
        assert "How anybody voted" not in told(seen(page))
    with codes.at(codes.ENDORSED):
        board = browse(width=PHONE, person=codes.secretary())
        proof = {"body": "Board of Trustees", "title": "Resolution", "address": codes.PROOF.address}
        seen(take(board, f"{FIRST}to/endorse/", decided_on=codes.ENDORSED.isoformat(), **proof))
    with codes.at(codes.IN_FORCE), override("ar"):
        take(keeper, f"{FIRST}to/take_effect/")
        page = seen(browse(width=PHONE, language="ar").go(CODE, until="load"))
        assert "كونوا لطفاء." in told(page)
        assert gettext("All versions") in told(page)


def test_a_crisis_is_raised_found_one_answered_in_time_and_reviewed(browse: Browse, db: None) -> None:
    odile, omid, ona = crises.team()
    mona = crises.manager()
    with crises.at():
        book = crises.playbook(mona, omid)
        visitor = browse(width=PHONE, script=False)
        page = visitor.go("/crisis/raise/", until="load")
        assert "Do not write here who is at risk" in told(page)
        fill(page, kind="blackout", danger="no", affected="unsure", text=crises.TOLD)
        send(page)
        crisis = Crisis.objects.get()
        case = f"/crisis/case/{crisis.key}/"
        leads, writes, boss = (browse(width=PHONE, person=each) for each in (odile, ona, mona))
        take(leads, f"{case}take-up/")
        criteria = {f"of_{key}": "no" for key in BY_KEY} | {"of_blocked": "unsure"}
        seen(take(leads, f"{case}qualify/", reason="It is blocked.", **criteria))
        parts = {"commander": odile, "deputy": omid, "scribe": ona}
        for part, who in parts.items():
            take(leads, f"{case}appoint/", part=part, who=str(who.pk))
        take(leads, f"{case}playbook/", which=book.key)
        take(leads, f"{case}activate/")
        take(leads, f"{case}reached/")
        take(leads, f"{case}briefed/")
        seen(take(writes, f"{case}report/", text="It is out of reach in one country."))
        for step in ("steady", "watch", "stand-down", "call-review"):
            page = take(leads, f"{case}{step}/")
        take(leads, f"{case}hold-review/", text="We were quick.")
        due = (clock.today() + 30 * crises.DAY).isoformat()
        take(leads, f"{case}add-action/", text="Keep the list.", who=str(omid.pk), due_on=due)
        take(leads, f"{case}hand-in/")
        page = seen(take(boss, f"{case}accept-review/"))
    crisis.refresh_from_db()
    assert crisis.answered_at
    assert not crisis.clocks.exclude(met_at=None).filter(met_at__gt=crisis.raised_at + crises.HOUR)
    assert "Keep the list." in told(page)
    stranger = browse(width=PHONE, person=person("sten"))
    stranger.brought_about = ("404",)
    stranger.go(case, status=404)
    assert crisis.codename not in told(visitor.go("/crisis/", until="load"))
