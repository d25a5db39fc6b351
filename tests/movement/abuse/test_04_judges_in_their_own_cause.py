"""Abuse case 4: a judge with a stake opens the file of their own group, or decides on it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from tests.conftest import person
from tests.movement.groups import world

from thriving.kernel import clock
from thriving.kernel.models import Mail
from thriving.movement.actions.recognition import Said, move, record_vote
from thriving.movement.actions.reports import hand_in, owe
from thriving.movement.models import Affiliate, AffiliateReport, AffiliateState, Person
from thriving.movement.queries.recognition import waiting
from thriving.movement.tasks import remind_of_recognitions

pytestmark = pytest.mark.django_db
INNER, NOTE = "Their budget is odd.", "Two were not convinced."
A_YEAR = {"begins_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31), "due_on": date(2026, 3, 31)}


@pytest.fixture
def judge() -> Person:
    """Without a stake."""
    return with_mail(world.officer("june"))


@pytest.fixture
def partial() -> Person:
    """Judges affiliates, and has applied for one."""
    return with_mail(world.officer("paul"))


@pytest.fixture
def own(partial: Person, judge: Person) -> Affiliate:
    """What they applied for, on which others have spoken among themselves and voted."""
    application = world.application(partial)
    move(application, "acknowledge", by=judge, said=Said(words="Welcome!", inner=INNER))
    move(application, "invite", by=judge)
    move(application, "put_to_vote", by=judge)
    record_vote(application, held_on=clock.today(), in_favor=3, against=2, note=NOTE, by=judge)
    return application


@pytest.fixture
def lakeside() -> Affiliate:
    return world.affiliate()


@pytest.fixture
def contact(lakeside: Affiliate) -> Person:
    """Judges affiliates, and answers for one."""
    return person("paula", "affiliations_officer", f"affiliate_contact affiliate:{lakeside.key}")


@pytest.fixture
def report(lakeside: Affiliate) -> AffiliateReport:
    return owe(lakeside, "activities", **A_YEAR, by="test")


def with_mail(someone: Person) -> Person:
    someone.email = f"{someone.username}@example.org"
    someone.save()
    return someone


def page_of(affiliate: Affiliate, client: Client, reader: Person) -> str:
    client.force_login(reader)
    return client.get(reverse("movement:recognition", args=[affiliate.key])).content.decode()


def sent(affiliate: Affiliate, client: Client, by: Person, **said: str) -> int:
    client.force_login(by)
    return client.post(reverse("movement:recognition", args=[affiliate.key]), said).status_code


@pytest.mark.parametrize("secret", [INNER, NOTE, str(AffiliateState.VOTING.label)])
def test_what_judges_say_among_themselves_is_not_read(
    own: Affiliate, client: Client, partial: Person, judge: Person, secret: str
) -> None:
    assert secret in page_of(own, client, judge)
    assert secret not in page_of(own, client, partial)


def test_no_step_and_no_vote_is_theirs(own: Affiliate, client: Client, partial: Person) -> None:
    assert sent(own, client, partial, move="begin_trial") == 422
    vote = {"held_on": clock.today().isoformat(), "in_favor": "9", "against": "0", "abstained": "0"}
    assert sent(own, client, partial, vote="vote", **vote) == 403
    own.refresh_from_db()
    assert (own.state, own.votes.count()) == ("voting", 1)


def test_whoever_answers_for_a_group_neither_suspends_nor_reinstates_it(
    lakeside: Affiliate, client: Client, contact: Person, judge: Person
) -> None:
    assert sent(lakeside, client, contact, move="suspend", reason="No reports.") == 422
    assert sent(lakeside, client, judge, move="suspend", reason="No reports.") == 302
    assert sent(lakeside, client, contact, move="reinstate") == 422
    lakeside.refresh_from_db()
    assert lakeside.state == "suspended"


def test_neither_the_list_nor_a_letter_leads_them_to_it(
    own: Affiliate, partial: Person, judge: Person
) -> None:
    assert list(waiting(judge)) == [own]
    assert not waiting(partial)
    with clock.stopped_at(clock.now() + timedelta(days=20)):
        remind_of_recognitions()
    reminded = Mail.objects.filter(subject__contains="overdue").values_list("address", flat=True)
    assert list(reminded) == [judge.email]


def test_their_groups_reports_come_on_the_day_they_come(report: AffiliateReport, contact: Person) -> None:
    url = "https://example.org/report"
    with pytest.raises(PermissionDenied):
        hand_in(report, url=url, received_on=date(2026, 1, 2), by=contact)
    hand_in(report, url=url, by=contact)
    assert report.received_on == clock.today()


def test_they_do_not_say_what_their_group_owes(
    lakeside: Affiliate, client: Client, contact: Person, judge: Person
) -> None:
    said = {"what": "activities", **{name: day.isoformat() for name, day in A_YEAR.items()}}
    address = reverse("movement:affiliate_reports", args=[lakeside.key])
    for reader, status in ((contact, 404), (judge, 302)):
        client.force_login(reader)
        assert client.post(address, said).status_code == status
    with pytest.raises(PermissionDenied):
        owe(lakeside, "finances", **A_YEAR, by=contact)
