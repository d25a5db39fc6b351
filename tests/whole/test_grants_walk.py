"""A grant from its proposal to its report, on a phone: each step by whoever takes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.utils.translation import gettext, override
from tests import places
from tests.conftest import person
from tests.grants.agreements import world as agreements
from tests.grants.proposals import written
from tests.grants.review import world as reviews
from tests.movement.groups import world as groups
from tests.programs.events import world as events
from tests.safety.event_risk import world as risks
from tests.whole.browsing import Watched
from tests.whole.conftest import Browse
from tests.whole.forms import fill, seen, send, take, told

from thriving.evidence import actions as evidence
from thriving.evidence import shipped
from thriving.evidence.statements import Statement
from thriving.grants.agreements import actions as agreeing
from thriving.grants.agreements.models import Agreement
from thriving.grants.payments import actions as paying
from thriving.grants.payments.actions import Planned
from thriving.grants.payments.models import Batch, Disbursement
from thriving.grants.proposals.actions import screening
from thriving.grants.proposals.models import Proposal
from thriving.grants.reports import actions as reporting
from thriving.grants.reports.models import Report
from thriving.grants.review.actions import deciding, reviewing
from thriving.kernel import clock
from thriving.kernel.money import Money
from thriving.movement.models import Person
from thriving.programs.events.facts.event import source_of
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions import stakeholders
from thriving.safety.event_risk.matrix import Domain
from thriving.safety.event_risk.models import Risk, SafetyContact

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = 360
APPLIES, REVIEWED, DECIDED = date(2026, 2, 2), date(2026, 3, 9), date(2026, 3, 20)
PAYS, HELD_ON, REPORTS = date(2026, 7, 6), date(2026, 7, 15), date(2027, 1, 30)
RISKS = "/events/markets/risk/"
CONTACTS = (("at_venue", "Efua", "+233 30 000 0000"), ("outside", "Kojo", "+233 30 000 0001"))


@contextmanager
def at(day: date, hour: int = 12) -> Iterator[None]:
    with clock.stopped_at(datetime(day.year, day.month, day.day, hour, tzinfo=UTC)):
        yield


@dataclass(frozen=True)
class Hands:
    """Everybody through whose hands this grant goes."""

    ama: Person  # answers for the affiliate that applies, and organizes the event
    oba: Person  # grants officer
    mia: Person  # knows them: recused
    moe: Person
    mei: Person
    fola: Person  # finance
    femi: Person  # finance too
    rita: Person  # risk officer


@pytest.fixture
def hands(db: None) -> Hands:
    places.few()
    groups.affiliate()
    shipped.define(by="tests")
    of = Hands(
        person("ama", "affiliate_contact affiliate:lakeside", "organizer"),
        person("oba", "grants_officer"),
        person("mia"),
        person("moe"),
        person("mei"),
        person("fola", "finance_officer"),
        person("femi", "finance_officer"),
        person("rita", "risk_officer"),
    )
    written.quizzed()
    with at(APPLIES):
        reviews.committee(of.oba, (of.mia, of.moe, of.mei))
    return of


def test_from_an_empty_proposal_to_a_report(browse: Browse, hands: Hands) -> None:
    with at(APPLIES):
        key = applied(browse, hands)
    with at(REVIEWED):
        won(browse, hands, Proposal.objects.get(key=key))
    with at(PAYS):
        agreed(browse, hands, Proposal.objects.get(key=key))
        payment = f"/grants/payments/{Disbursement.objects.get().pk}/"
        three_are_missing(browse, hands, payment)
        protocol_is_passed(browse, hands)
        lets_through(browse, hands, payment)
        held_again_at_another_place(browse, hands, payment)
        paid_by_two_once(browse, hands, payment)
    with at(REPORTS):
        reported(browse, hands)


def applied(browse: Browse, of: Hands) -> str:
    """Without a script, as on an old phone."""
    mine = browse(width=PHONE, person=of.ama, script=False)
    page = mine.go("/grants/rounds/spring/", until="load")
    with page.expect_navigation():
        page.locator("main a[href$='/apply/']").click()
    fill(page, **{"quiz-1": "yes"})
    address = send(page).url.removeprefix(mine.origin).removesuffix("write/")
    assert "Before it can be handed in:" in told(mine.go(address, until="load"))
    take(
        mine,
        f"{address}write/",
        title="A week of markets",
        summary="We write about the markets of Tamale.",
        applicant_kind="affiliate",
        affiliate="lakeside",
        country="GH",
        begins_on="2026-07-01",
        ends_on="2026-12-31",
    )
    mine.brought_about = ("422",)
    amount = {"line-0-title": "Rooms", "line-0-category": "venue", "line-0-amount": "NaN"}
    wrong = take(mine, f"{address}budget/", **amount)
    assert wrong.locator("[name='line-0-amount']").input_value() == "NaN"  # refused, and not lost
    fill(wrong, **{"line-0-amount": "1000"})
    send(wrong)
    take(mine, f"{address}measures/", **{"measure-0-measure": "event-participants", "measure-0-target": "20"})
    take(mine, f"{address}roles/")
    page = mine.go(address, until="load")
    assert "It is whole." in told(page)
    send(page, "main form[action$='/hand-in/']")
    return address.strip("/").rpartition("/")[2]


def won(browse: Browse, of: Hands, proposal: Proposal) -> None:
    """Mia works with them: it closes to her, everywhere. The others review, vote, and the officer decides."""
    screening.screen(proposal, by=of.oba)
    reviewing.open_review(proposal, by=of.oba)
    address = f"/grants/review/{proposal.key}/"
    mia, moe, oba = (browse(width=PHONE, person=each) for each in (of.mia, of.moe, of.oba))
    page = mia.go(f"{address}declare/", until="load")
    assert "markets of Tamale" not in told(seen(page))
    fill(page, closeness="work")
    send(page)
    mia.brought_about = ("404",)
    mia.go(address, status=404)
    mia.go(f"/grants/proposals/{proposal.key}/", status=404)
    assert "A week of markets" not in told(mia.go("/grants/proposals/", until="load"))
    take(moe, f"{address}declare/", closeness="none")
    take(moe, f"{address}review/", criterion_0="4", criterion_1="2", strengths="Each step has its people.")
    reviewing.declare(proposal, "none", by=of.mei)
    deciding.deliberate(Proposal.objects.get(pk=proposal.pk), by=of.oba)
    seen(take(moe, f"{address}vote/", choice="approve"))
    deciding.vote(Proposal.objects.get(pk=proposal.pk), "approve", by=of.mei)
    seen(take(oba, f"{address}decide/", reason="The plan is clear.", awarded="1000"))
    assert "The plan is clear." in told(browse(width=PHONE).go(f"{address}decision/", until="load"))


def agreed(browse: Browse, of: Hands, proposal: Proposal) -> None:
    """Both sides sign what was sealed; a payment is planned, its account named and confirmed."""
    event = events.announced(of.ama, sessions=(events.times(HELD_ON),))
    terms = agreements.terms(their_name="Wiki Lakeside")
    made = agreeing.draft_agreement(proposal, agreements.template(of.oba), terms, by=of.oba)
    agreeing.add_work(made, event, by=of.oba)
    agreeing.make_ready(made.texts.get(), by=of.oba)
    address = f"/grants/agreements/{made.key}/"
    for side, who in (("them", of.ama), ("us", of.fola)):
        signs = browse(width=PHONE, person=who)
        page = signs.go(f"{address}texts/1/to/sign_for_{side}/", until="load")
        page.locator("main [name=read]").check()
        seen(send(page))
    agreeing.begin(Agreement.objects.get(pk=made.pk), by=of.oba)
    plan = Planned("The whole grant", Money(made.texts.get().money.amount, "USD"), PAYS)
    paying.plan_tranche(Agreement.objects.get(pk=made.pk), plan, by=of.oba)
    mine = browse(width=PHONE, person=of.ama)
    seen(take(mine, f"{address}account/", holder="Wiki Lakeside", number="GH03 0001 0101 0000 5500 1234"))
    payee = made.payees.get()
    take(
        browse(width=PHONE, person=of.fola),
        f"/grants/accounts/{payee.key}/confirm/",
        how="Called the number on file.",
    )


def three_are_missing(browse: Browse, of: Hands, payment: str) -> None:
    """Asked for too early: whoever asks reads what is missing and whose it is, in their language."""
    with override("ar"):
        mine = browse(width=PHONE, language="ar", person=of.ama)
        page = seen(take(mine, f"{payment}to/request/"))
        lines = page.locator("section[aria-labelledby=gate] li")
        assert lines.count() == 3
        assert all(each.locator("a").count() == 1 for each in lines.all())
        assert ".." not in told(page)  # whose it is may be a sentence of its own
        assert page.locator(".th-actions").evaluate("each => getComputedStyle(each).display") == "flex"
        assert gettext("What must hold before it is paid") in told(page)


def protocol_is_passed(browse: Browse, of: Hands) -> None:
    """From the first question to an assessment that somebody else accepted, with whom it concerns."""
    mine, rita = (browse(width=PHONE, person=each) for each in (of.ama, of.rita))
    seen(take(mine, f"{RISKS}triage/", **risks.answers("light")))
    take(mine, f"{RISKS}begin/")
    steps = {"likelihood": "3", "consequence": "3", "residual_likelihood": "2", "residual_consequence": "2"}
    seen(take(mine, f"{RISKS}assessment/risks/in/travel/", threat="Buses stop running after dark.", **steps))
    risk = Risk.objects.get()
    against = {"words": "Taxis are ordered.", "effect": "both", "owner": of.ama.key, "due_on": "2026-07-14"}
    take(mine, f"{RISKS}assessment/risks/{risk.key}/measures/", **against)
    page = mine.go(f"{RISKS}assessment/place/", until="load")
    for domain in (Domain.LIFE_AND_LIBERTY, Domain.HEALTH):
        page.locator(f"main [name=nothing_found][value={domain}]").check()
    fill(page, context="A quiet town.")
    send(page)
    seen(take(mine, f"{RISKS}assessment/submit/"))
    is_accepted(rita)
    for post, name, number in CONTACTS:
        take(mine, f"{RISKS}contacts/add/", post=post, name=name, number=number)
    for contact in SafetyContact.objects.all():
        seen(take(rita, f"{RISKS}contacts/{contact.key}/call/", reached="yes"))
    everybody_takes_part(browse, of)


def is_accepted(rita: Watched) -> None:
    take(rita, f"{RISKS}assessment/review/take-up/")
    seen(take(rita, f"{RISKS}assessment/review/accept/"))


def everybody_takes_part(browse: Browse, of: Hands) -> None:
    named = {"grants-officer": of.oba, "trust-and-safety": of.rita, "organizer": of.ama}
    register = {each.role: each for each in Event.objects.get().risk_stakeholders.all()}
    for role, who in named.items():
        stakeholders.appoint(register[role], who, by=of.rita)
    for role, who in named.items():
        page = take(browse(width=PHONE, person=who), f"{RISKS}stakeholders/{role}/engage/", how="met")
    seen(page)


def lets_through(browse: Browse, of: Hands, payment: str) -> None:
    """Whoever waits for it looks again."""
    mine = browse(width=PHONE, person=of.ama)
    page = mine.go(payment, until="load")
    assert "All of it holds at this moment." in told(seen(page))
    take(mine, f"{payment}to/check/")
    assert Disbursement.objects.get().state == "checks_passed"


def held_again_at_another_place(browse: Browse, of: Hands, payment: str) -> None:
    """What was accepted was about the first place: the payment is held, and then assessed anew."""
    mine, fola, rita = (browse(width=PHONE, person=each) for each in (of.ama, of.fola, of.rita))
    page = mine.go("/events/markets/change/", until="load")
    fill(page, place="Kumasi")
    send(page)
    fola.brought_about = ("409", "422")
    page = fola.go(f"{payment}to/approve/", until="load")
    page.locator("main [name=read]").check()
    assert "place" in told(seen(send(page)))
    assert not Disbursement.objects.get().first_by
    assert Batch.objects.count() == 0
    seen(take(mine, f"{RISKS}begin/"))
    take(mine, f"{RISKS}assessment/submit/")
    is_accepted(rita)
    assert "All of it holds at this moment." in told(mine.go(payment, until="load"))


def paid_by_two_once(browse: Browse, of: Hands, payment: str) -> None:
    """Neither of them is the grantee, nor whoever accepted the risk; what is sent twice leaves once."""
    fola, femi = (browse(width=PHONE, person=each) for each in (of.fola, of.femi))
    ama = browse(width=PHONE, person=of.ama)
    assert ama.go(payment, until="load").locator("main a[href$='/approve/']").count() == 0
    for each in (fola, femi):
        page = each.go(f"{payment}to/approve/", until="load")
        page.locator("main [name=read]").check()
        seen(send(page))
    femi.brought_about = ("422",)  # what has left is not there to be sent again
    first, again = (each.go("/grants/payments/send/", until="load") for each in (fola, femi))
    for page in (first, again):
        page.locator("main [name=payments]").check()
        fill(page, carrier="Lake Bank")
        seen(send(page))
    assert (Batch.objects.count(), Disbursement.objects.get().state) == (1, "sent")


def reported(browse: Browse, of: Hands) -> None:
    """Written from what the event left behind; the officer takes it."""
    event = Event.objects.get()
    evidence.state([_attended(event, number) for number in range(23)], by="tests")
    reporting.schedule_finals("tests")
    reporting.tell_of_days("tests")
    report = Report.objects.get()
    address = f"/grants/reports/{report.key}/"
    mine, oba = (browse(width=PHONE, person=each) for each in (of.ama, of.oba))
    page = seen(mine.go(f"{address}write/", until="load"))
    assert "By the records: 20" in told(page)
    (measure,), (line,) = report.agreement.proposal.measures.all(), report.agreement.proposal.lines.all()
    fill(
        page,
        done="We wrote for two days.",
        learned="Less talk, more writing.",
        **{f"measure-{measure.pk}-value": "23", f"line-{line.pk}-value": "912.50"},
    )
    send(page)
    seen(take(mine, f"{address}to/submit/"))
    seen(take(oba, f"{address}to/accept/", words="Thank you."))
    assert "Less talk, more writing." in told(browse(width=PHONE).go(address, until="load"))


def _attended(event: Event, number: int) -> Statement:
    dimensions = {"event": event.key, "role": "participant", "standing": "new", "language": "en"}
    return Statement(
        "event.attended", f"{number:032x}", HELD_ON, dimensions=dimensions, source=source_of(event)
    )
