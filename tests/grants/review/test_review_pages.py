"""The pages of a review: each opens to whom it is for, and says what is missing."""

from __future__ import annotations

from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import Cast, person
from tests.grants.review import world

from thriving.grants.proposals.models import Proposal
from thriving.grants.review.actions import reviewing
from thriving.grants.review.models import Committee, Declaration, Review, Vote
from thriving.grants.review.views import proposals as views
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db

WORDS = ("A week of photographs", "photograph monuments", "Lenses")
NAMES = ("Valentina", "valentina", "Friends of monuments")


def page(client: Client, address: str, who: Person | None, status: int = 200) -> str:
    client.logout()
    if who:
        client.force_login(who)
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return unescape(answer.content.decode())


def every_page(proposal: Proposal) -> list[str]:
    """All addresses at which a committee could read of a proposal."""
    committee, review = proposal.round.committee, f"/grants/review/{proposal.key}/"
    lists = [f"/grants/committees/{committee.key}/", f"/grants/committees/{committee.key}/proposals/"]
    twins = [f"/grants/committees/{committee.key}/proposals{form}" for form in (".json", ".csv")]
    steps = [f"{review}{step}/" for step in ("declare", "review", "vote", "decision", "decide")]
    public = [f"/grants/proposals{form}" for form in ("/", ".json", ".csv", f"/{proposal.key}/")]
    around = ["/grants/rounds/spring/", "/search/?q=monuments", "/my-work/", "/my-work.json"]
    return [*lists, *twins, "/grants/committees/", review, *steps, *public, *around]


def told(client: Client, address: str) -> str:
    """What an answer says, or the page it leads to, but for the question that the address asks itself."""
    answer = client.get(address, follow=True)
    assert answer.status_code in (200, 404), address
    return unescape(answer.content.decode())


def test_a_round_gets_its_committee(client: Client, cast: Cast, officer: Person) -> None:
    world.world.grant_round()
    client.force_login(officer)
    client.post("/grants/rounds/spring/committee/", {"reviews_wanted": 1, "quorum": 2})
    committee = Committee.objects.get()
    address = f"/grants/committees/{committee.key}/"
    assert "Make the rubric first" in page(client, address, officer)
    rubric = {"title_0": "Can be done", "weight_0": 1}
    rubric |= {f"points_{points}_0": "As it says." for points in (0, 2, 4)}
    client.post(f"{address}rubric/new/", rubric)
    for name in ("mia", "moe"):
        assert client.post(f"{address}members/new/", {"who": person(name).username}).status_code == 302
    assert client.post(f"{address}move/begin/").status_code == 302
    committee.refresh_from_db()
    assert committee.state == "working"
    assert client.get(f"{address}rubric/new/").status_code == 404


def test_a_round_says_to_everybody_how_it_is_decided(
    client: Client, cast: Cast, committee: Committee
) -> None:
    shown = page(client, "/grants/rounds/spring/", None)
    assert "At least this many vote: <bdi>2</bdi>" in shown
    assert "Each step has its people." in page(client, f"/grants/committees/{committee.key}/rubric/", None)
    Committee.objects.update(state="forming")
    page(client, f"/grants/committees/{committee.key}/rubric/", cast.volunteer, status=404)


def test_what_cannot_be_is_said_in_a_sentence(client: Client, officer: Person, committee: Committee) -> None:
    client.force_login(officer)
    address = f"/grants/committees/{committee.key}/members/new/"
    for who, sentence in (
        ("nobody-here", "Nobody here signs in"),
        (officer.username, "does not decide in it"),
        ("mia", "They are a member already"),
    ):
        assert sentence in unescape(client.post(address, {"who": who}).content.decode())


def test_a_member_declares_reviews_and_votes(
    client: Client, proposal: Proposal, members: list[Person], officer: Person
) -> None:
    mia, *others = members
    review = f"/grants/review/{proposal.key}/"
    asked = page(client, f"{review}declare/", mia)
    assert "Valentina" in asked
    assert "Lenses" not in asked
    assert client.post(f"{review}declare/", {"closeness": "none"}).url == review
    assert "photograph monuments" in page(client, review, mia)
    said = {"criterion_0": 4, "criterion_1": 2, "strengths": "Well planned."}
    assert client.post(f"{review}review/", said).url == review
    assert "Well planned." in page(client, review, mia)
    world.declared(proposal, others)
    assert "Well planned." not in page(client, review, others[0])
    client.force_login(officer)
    assert client.post(f"{review}step/deliberate/").status_code == 302
    client.force_login(mia)
    assert client.post(f"{review}vote/", {"choice": "decline"}).url == review
    assert Vote.objects.get().person == mia


def test_a_decision_is_written_down_after_its_spread_was_seen(
    client: Client, cast: Cast, proposal: Proposal, members: list[Person], officer: Person
) -> None:
    world.deliberating(proposal, officer)
    world.voted(proposal, "decline", members[:2])
    address = f"/grants/review/{proposal.key}/"
    asked = page(client, f"{address}decide/", officer)
    assert "South Asia" in asked
    assert "Never had a grant before" in asked or "Had a grant before" in asked
    assert "what would be needed" in asked.casefold()
    assert client.post(f"{address}decide/", {"reason": world.REASON}).status_code == 422
    said = {"reason": world.REASON, "needed": world.NEEDED}
    assert client.post(f"{address}decide/", said).url == f"{address}decision/"
    for reader in (cast.volunteer, None):
        letter = page(client, f"{address}decision/", reader)
        assert world.REASON in letter
        assert world.NEEDED in letter
        assert "Mia" not in letter


@pytest.mark.parametrize("amount", ["NaN", "-0.01", "1e400", "0.005", "EUR 5", "0", "1000.01"])
def test_13_no_amount_is_granted_that_is_none(
    client: Client, proposal: Proposal, members: list[Person], officer: Person, amount: str
) -> None:
    world.deliberating(proposal, officer)
    world.voted(proposal, "approve", members[:2])
    client.force_login(officer)
    said = {"reason": world.REASON, "awarded": amount}
    answer = client.post(f"/grants/review/{proposal.key}/decide/", said)
    assert answer.status_code == 422
    proposal.refresh_from_db()
    assert proposal.state == "deliberation"


def test_4_a_conflict_closes_every_page_twin_and_list(
    client: Client, proposal: Proposal, members: list[Person], officer: Person
) -> None:
    mia, *others = members
    reviewing.declare(proposal, "work", by=mia)
    world.declared(proposal, others)
    world.review(proposal, others[0])
    world.deciding.deliberate(proposal, by=officer)
    client.force_login(mia)
    for address in every_page(proposal):
        assert not any(word in told(client, address) for word in (*WORDS, *NAMES)), address
    client.force_login(person("somebody"))
    assert WORDS[0] in told(client, "/grants/proposals/")


def test_4_before_a_word_only_who_applies_is_told(
    client: Client, proposal: Proposal, members: list[Person]
) -> None:
    client.force_login(members[0])
    for address in every_page(proposal):
        hidden = WORDS[1:] if address.endswith("/declare/") else (*WORDS, *NAMES)
        assert not any(word in told(client, address) for word in hidden), address


def test_a_member_reads_which_roles_are_paid(
    client: Client, proposal: Proposal, members: list[Person]
) -> None:
    for role, paid in (("Editor", False), ("Director", True)):
        proposal.roles.create(said_by="x", body="Friends", role=role, paid=paid)
    shown = page(client, f"/grants/review/{proposal.key}/declare/", members[0])
    assert "<bdi>Editor</bdi>, <bdi>Friends</bdi></dd>" in shown
    assert "<bdi>Director</bdi>, <bdi>Friends</bdi> (paid)</dd>" in shown


def test_a_blind_committee_is_told_nowhere_who_applies(client: Client, cast: Cast, officer: Person) -> None:
    committee = world.committee(officer, is_blind=True)
    people = world.members(committee)
    proposal = world.in_review(cast.volunteer, officer)
    client.force_login(people[0])
    _reads_without_names(client, proposal)
    world.declared(proposal, people)
    _reads_without_names(client, proposal)
    world.review(proposal, people[0])
    world.deciding.deliberate(proposal, by=officer)
    _reads_without_names(client, proposal)
    for each in (people[0], None):
        page(client, f"/grants/proposals/{proposal.key}/", each, status=404)
    assert "Valentina" in page(client, f"/grants/review/{proposal.key}/", officer)


def _reads_without_names(client: Client, proposal: Proposal) -> None:
    for address in every_page(proposal):
        assert not any(name in told(client, address) for name in NAMES), address


def test_1_what_is_not_theirs_is_not_there(
    client: Client, cast: Cast, proposal: Proposal, members: list[Person], officer: Person
) -> None:
    review = f"/grants/review/{proposal.key}/"
    committee = f"/grants/committees/{proposal.round.committee.key}/"
    for who in (cast.volunteer, cast.lead, cast.operator):
        for address in (review, f"{review}declare/", f"{review}vote/", committee, f"{committee}proposals/"):
            page(client, address, who, status=404)
    page(client, f"{review}decide/", members[0], status=404)
    page(client, "/grants/review/nothing/", members[0], status=404)


def test_5_nobody_says_for_others_or_more_than_is_asked(
    client: Client, proposal: Proposal, members: list[Person], officer: Person
) -> None:
    mia, moe, _mei = members
    client.force_login(mia)
    said = {"closeness": "none", "person": moe.pk, "state": "approved", "declared_at": "2020-01-01"}
    client.post(f"/grants/review/{proposal.key}/declare/", said)
    declared = Declaration.objects.get()
    assert (declared.person, declared.declared_at.year) == (mia, 2026)
    more = {"criterion_0": 4, "criterion_1": 4, "strengths": "Good.", "score": 1, "reviewer": moe.pk}
    client.post(f"/grants/review/{proposal.key}/review/", more)
    given = Review.objects.get()
    assert (given.reviewer, given.score) == (mia, 100)
    proposal.refresh_from_db()
    assert proposal.state == "in_review"


def test_27_nothing_happens_by_looking(
    client: Client, proposal: Proposal, members: list[Person], officer: Person
) -> None:
    world.deliberating(proposal, officer)
    client.force_login(members[0])
    client.get(f"/grants/review/{proposal.key}/vote/?choice=approve")
    assert not Vote.objects.exists()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(members[0])
    assert strict.post(f"/grants/review/{proposal.key}/vote/", {"choice": "approve"}).status_code == 403


def test_7_who_left_the_committee_reads_and_does_nothing_more(
    client: Client, proposal: Proposal, members: list[Person], officer: Person
) -> None:
    mia = members[0]
    world.declared(proposal, [mia])
    seat = proposal.round.committee.members.get(person=mia)
    client.force_login(officer)
    address = f"/grants/committees/{proposal.round.committee.key}/members/{seat.pk}/release/"
    assert client.post(address).status_code == 302
    page(client, f"/grants/review/{proposal.key}/", mia, status=404)
    page(client, f"/grants/review/{proposal.key}/review/", mia, status=404)


@pytest.mark.parametrize("who", ["member", "officer"])
@pytest.mark.parametrize("address", ["/grants/committees/{}/", "/grants/committees/{}/proposals/"])
def test_lists_ask_as_much_for_three_proposals_as_for_one(
    client: Client, committee: Committee, address: str, who: str
) -> None:
    officer, applicant = world.officer(), person("ann")
    reader = officer if who == "officer" else world.members(committee)[0]
    client.force_login(reader)
    asked = []
    for count in (1, 2):
        for each in range(count):
            world.in_review(applicant, officer, region=f"region-{each}")
            world.declared(world.in_review(applicant, officer), world.members(committee))
        client.get(address.format(committee.key))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address.format(committee.key)).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_of_many_that_wait_for_a_word_the_first_are_shown(
    client: Client, committee: Committee, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "DECLARED_AT_ONCE", 1)
    officer, applicant, mia = world.officer(), person("ann"), world.members(committee)[0]
    waiting = [world.in_review(applicant, officer) for _each in range(2)]
    address = f"/grants/committees/{committee.key}/proposals/"
    listed = page(client, address, mia)
    assert [f"Proposal {each.key}" in listed for each in waiting] == [True, False]
    assert "There are more" in listed
    world.declared(waiting[0], [mia])
    listed = page(client, address, mia)
    assert [f"Proposal {each.key}" in listed for each in waiting] == [False, True]
    assert "There are more" not in listed
