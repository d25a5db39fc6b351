"""A report is accepted, sent back, or done without; nobody judges their own side, and nobody waives alone."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast, person
from tests.grants import world as grants
from tests.grants.reports import world
from tests.movement.groups import world as groups

from thriving.grants.reports import actions
from thriving.grants.reports.models import Report
from thriving.kernel.models import Mail
from thriving.movement.actions import Refused
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(cast: Cast) -> Report:
    return world.report(world.agreement(cast.volunteer))


@pytest.fixture
def officer() -> Person:
    return world.officer()


def test_it_is_accepted(report: Report, officer: Person, cast: Cast) -> None:
    world.submitted(report, cast.volunteer)
    actions.accept(report, words="Thank you.", by=officer)
    assert (report.state, report.answer) == ("accepted", "Thank you.")


def test_changes_are_asked_for_and_made(report: Report, officer: Person, cast: Cast) -> None:
    world.submitted(report, cast.volunteer)
    first = report.first_submitted_at
    with pytest.raises(Refused, match="what is to be changed"):
        actions.ask_changes(report, words=" ", by=officer)
    actions.ask_changes(report, words="Say what the lenses cost.", by=officer)
    world.submitted(report, cast.volunteer)
    assert report.state == "submitted"
    assert report.first_submitted_at == first


def test_no_officer_judges_what_their_own_side_wrote(cast: Cast) -> None:
    own = person("both", "grants_officer")
    report = world.submitted(world.report(world.agreement(own)), own)
    for judge in (
        lambda: actions.accept(report, by=own),
        lambda: actions.ask_changes(report, words="x", by=own),
    ):
        with pytest.raises(PermissionDenied):
            judge()
    with pytest.raises(PermissionDenied):
        actions.accept(report, by=cast.volunteer)


def test_two_do_without_a_report(report: Report, officer: Person) -> None:
    actions.ask_waiver(report, reason="The group has dissolved.", by=officer)
    assert report.state == "open"
    with pytest.raises(Refused, match="somebody else decides"):
        actions.answer_waiver(report, agreed=True, by=officer)
    actions.answer_waiver(report, agreed=True, by=world.officer("oscar"))
    assert (report.state, report.answer) == ("waived", "The group has dissolved.")


def test_the_database_knows_that_it_takes_two(report: Report, officer: Person) -> None:
    waiver = actions.ask_waiver(report, reason="The group has dissolved.", by=officer)
    with pytest.raises(IntegrityError):
        report.waivers.filter(pk=waiver.pk).update(
            agreed=True, answered_at=waiver.asked_at, answered_by=waiver.asked_by
        )


def test_a_second_officer_may_keep_asking(report: Report, officer: Person) -> None:
    actions.ask_waiver(report, reason="They are busy.", by=officer)
    actions.answer_waiver(report, agreed=False, by=world.officer("oscar"))
    assert report.state == "open"
    actions.ask_waiver(report, reason="The group has dissolved.", by=officer)
    assert report.waivers.count() == 2


def test_what_was_handed_in_is_judged_not_waived(report: Report, officer: Person, cast: Cast) -> None:
    world.submitted(report, cast.volunteer)
    with pytest.raises(PermissionDenied):
        actions.ask_waiver(report, reason="It is dull.", by=officer)


def test_letters_tell_that_it_was_answered_and_nothing_of_it(
    report: Report, officer: Person, cast: Cast
) -> None:
    Person.objects.filter(pk=cast.volunteer.pk).update(email="v@example.org")
    world.submitted(report, cast.volunteer)
    actions.ask_changes(report, words="Say what the lenses cost.", by=officer)
    letter = Mail.objects.get(address="v@example.org")
    assert f"/grants/reports/{report.key}/" in letter.text
    assert "lenses" not in letter.subject + letter.text


def test_two_accounts_of_one_person_do_not_waive(report: Report, officer: Person) -> None:
    """Abuse case 11: the same human with two accounts."""
    Person.objects.filter(pk=officer.pk).update(email="olga@example.org")
    again = person("olga2", "grants_officer")
    Person.objects.filter(pk=again.pk).update(email="Olga+again@example.org")
    actions.ask_waiver(report, reason="The group has dissolved.", by=officer)
    again.refresh_from_db()
    with pytest.raises(Refused, match="somebody else decides"):
        actions.answer_waiver(report, agreed=True, by=again)
    assert report.state == "open"


def test_no_second_account_judges_the_grantees_own_report(report: Report, cast: Cast) -> None:
    Person.objects.filter(pk=cast.volunteer.pk).update(email="v@example.org")
    again = person("vera", "grants_officer")
    Person.objects.filter(pk=again.pk).update(email="v@example.org")
    again.refresh_from_db()
    with pytest.raises(PermissionDenied):
        actions.ask_waiver(report, reason="The group has dissolved.", by=again)
    world.submitted(report, cast.volunteer)
    with pytest.raises(PermissionDenied):
        actions.accept(report, by=again)


def test_no_second_account_of_an_officer_of_the_affiliate_judges_it(cast: Cast) -> None:
    from_affiliate = grants.proposal(cast.volunteer, "approved", affiliate=groups.affiliate("lakeside"))
    report = world.report(world.agreement(cast.volunteer, proposal=from_affiliate))
    first = person("ida", "affiliate_contact affiliate:lakeside")
    again = person("ida2", "grants_officer")
    Person.objects.filter(pk__in=(first.pk, again.pk)).update(email="ida@example.org")
    again.refresh_from_db()
    with pytest.raises(Refused, match="another account"):
        actions.ask_waiver(report, reason="They have dissolved.", by=again)


def test_an_officer_goes_back_to_the_page_of_a_step(
    report: Report, officer: Person, cast: Cast, client: Client
) -> None:
    page = reverse("grant_reports:step", args=[report.key, "accept"])
    world.submitted(report, cast.volunteer)
    client.force_login(cast.volunteer)
    assert client.get(page).status_code == 404  # it is open, and not for them
    client.force_login(officer)
    assert client.post(page).status_code == 302
    back = client.get(page)
    assert (back.status_code, back.headers["Location"]) == (302, page.removesuffix("to/accept/"))
    assert client.post(page).status_code == 404
