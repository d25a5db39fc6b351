"""From a granted proposal to a text that both sides signed, its amendments and its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from tests.conftest import AtOnce, person
from tests.grants import world as world_of_proposals
from tests.grants.agreements import world
from tests.grants.agreements.world import Hands
from tests.programs.events import world as world_of_events

from thriving.grants.agreements import account, actions, queries, sealing
from thriving.grants.agreements.forms import TermsForm
from thriving.grants.agreements.gates import CLOSING
from thriving.grants.agreements.models import Agreement, FundedWork, Side, Signature, Template, Text
from thriving.grants.proposals import standing
from thriving.grants.proposals.models import Proposal
from thriving.grants.review.models import Ballot, Decision
from thriving.kernel import diary, triggers
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.money import MoneyRefused
from thriving.movement import actions as movement
from thriving.movement.actions import Refused
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db


def test_signed_by_both_it_holds(hands: Hands) -> None:
    agreement = world.signed(hands)
    text = agreement.texts.get()
    assert (agreement.state, agreement.award, text.state) == ("signed", 1000, "signed")
    assert (agreement.begins_on, agreement.ends_on) == (world.BEGINS, world.ENDS)
    assert sealing.troubles(text) == []
    assert list(sealing.mismatches()) == []
    assert standing.public_word(agreement.proposal) == "In agreement"


def test_the_words_are_those_of_template_and_terms(hands: Hands) -> None:
    text = world.ready(hands, conditions="Lend them out.")
    assert text.body == (
        "Agreement photographs on “A week of photographs”.\n\n"
        "Community fund grants US$1,000.00 to Friends of monuments, from 1 July 2026 until 31 December 2026. "
        "It pays for: It pays for lenses.. Lend them out."
    )


def test_by_one_side_it_does_not_hold_yet(hands: Hands) -> None:
    text = world.ready(hands)
    world.sign(text, Side.THEIRS, hands.applicant)
    assert Agreement.objects.get().state == "draft"
    with pytest.raises(Refused, match="signed already"):
        world.sign(text, Side.THEIRS, hands.applicant)


def test_what_is_signed_is_what_was_read(hands: Hands) -> None:
    text = world.ready(hands)
    with pytest.raises(Refused, match="not the text"):
        world.sign(text, Side.THEIRS, hands.applicant, seal="0" * 64)
    assert not Signature.objects.exists()


def test_nobody_on_the_grantees_side_signs_for_the_fund_or_runs_it(hands: Hands) -> None:
    both = person("both", "grants_officer", "finance_officer")
    proposal = world.granted(hands.applicant)
    world_of_proposals.together(proposal, both)
    text = world.ready(hands, proposal)
    for by in (both, hands.applicant, hands.auditor):
        with pytest.raises(PermissionDenied):
            world.sign(text, Side.OURS, by)
    with pytest.raises(PermissionDenied):
        actions.take_back(text, why="I changed my mind.", by=both)
    with pytest.raises(PermissionDenied):
        world.sign(text, Side.THEIRS, hands.officer)
    world.sign(text, Side.THEIRS, both)


def test_only_what_was_granted_has_an_agreement_and_one(hands: Hands) -> None:
    declined = world_of_proposals.proposal(hands.applicant, "declined", key="no")
    with pytest.raises(PermissionDenied):
        world.drafted(hands, declined)
    agreement = world.drafted(hands)
    with pytest.raises(Refused, match="its agreement already"):
        world.drafted(hands, agreement.proposal)


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        ({"award": world.money("1000.01")}, "needs a new decision"),
        ({"award": world.money("0")}, "more than nothing"),
        ({"award": world.money("1000", "EUR")}, "granted in USD"),
        ({"ends_on": date(2026, 6, 30)}, "before the first"),
        ({"our_name": " "}, "Name this side"),
        ({"their_name": "x" * 151}, "Name this side"),
        ({"conditions": "x" * 3001}, "at most"),
    ],
)
def test_terms_that_do_not_hold_are_refused(hands: Hands, otherwise: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        world.drafted(hands, **otherwise)
    assert not Agreement.objects.exists()


def test_what_it_pays_for_is_said_before_it_is_ready(hands: Hands) -> None:
    agreement = world.drafted(hands)
    Agreement.objects.update(no_works="", no_works_agreed_by="", no_works_agreed_at=None)
    text = queries.open_text(agreement)
    assert text
    with pytest.raises(Refused, match="Say first what it pays for"):
        actions.make_ready(Text.objects.get(), by=hands.officer)
    event = world_of_events.draft(person("orla", "organizer"))
    actions.add_work(agreement, event, by=hands.officer)
    with pytest.raises(Refused, match="names it already"):
        actions.add_work(agreement, event, by=hands.officer)
    with pytest.raises(Refused, match="already"):
        actions.say_no_works(agreement, why="Nothing.", by=hands.officer)
    actions.make_ready(Text.objects.get(), by=hands.officer)
    assert "Writing about markets" in Text.objects.get().body


def test_funded_work_is_one_thing(hands: Hands) -> None:
    agreement = world.drafted(hands)
    with pytest.raises(IntegrityError), transaction.atomic():
        FundedWork.objects.create(agreement=agreement, added_on=world.DAY, added_by="x")


def test_an_amendment_is_signed_again_and_until_then_the_first_holds(hands: Hands) -> None:
    agreement = world.running(hands)
    with world.on():
        with pytest.raises(Refused, match="what is new"):
            actions.amend(agreement, world.template(hands.officer), world.terms(), by=hands.officer)
        said = world.terms(award=world.money("800"), changes="Fewer lenses.")
        text = actions.amend(agreement, world.template(hands.officer), said, by=hands.officer)
        with pytest.raises(Refused, match="not signed yet"):
            actions.amend(agreement, world.template(hands.officer), said, by=hands.officer)
        actions.make_ready(text, by=hands.officer)
    assert Agreement.objects.get().award == 1000
    world.sign(text, Side.OURS, hands.finance)
    world.sign(text, Side.THEIRS, hands.applicant)
    found = Agreement.objects.get()
    assert (found.award, found.state, queries.holding_text(found)) == (800, "active", text)


def test_less_than_is_planned_is_not_granted(hands: Hands) -> None:
    agreement = world.running(hands)
    with world.on(), transaction.atomic():
        account.hold(agreement)
        account.plan(agreement, world.money("900"))
        said = world.terms(award=world.money("800"), changes="Fewer lenses.")
        text = actions.amend(agreement, world.template(hands.officer), said, by=hands.officer)
        actions.make_ready(text, by=hands.officer)
    world.sign(text, Side.OURS, hands.finance)
    with pytest.raises(Refused, match="planned already"):
        world.sign(text, Side.THEIRS, hands.applicant)
    assert Agreement.objects.get().award == 1000


def test_a_draft_is_written_anew_and_a_sealed_text_is_not(hands: Hands) -> None:
    agreement = world.drafted(hands)
    text = Text.objects.get()
    said = world.terms(award=world.money("700"))
    actions.rewrite(text, world.template(hands.officer), said, by=hands.officer)
    assert Text.objects.get().award == Decimal(700)
    actions.make_ready(text, by=hands.officer)
    with pytest.raises(Refused, match="sealed"):
        actions.rewrite(text, world.template(hands.officer), said, by=hands.officer)
    with pytest.raises(Refused, match="Say why"):
        actions.take_back(text, why=" ", by=hands.officer)
    actions.take_back(text, why="A mistake.", by=hands.officer)
    with pytest.raises(Refused, match="not open to be signed"):
        world.sign(text, Side.THEIRS, hands.applicant)
    actions.give_up(agreement, why="They withdrew.", by=hands.officer)
    assert Agreement.objects.get().state == "dropped"


def swap_the_body(_text: Text) -> None:
    Text.objects.update(body="Something else.")


def swap_the_award(_text: Text) -> None:
    Text.objects.update(award=Decimal(999))


def swap_everything_but_the_diary(text: Text) -> None:
    Text.objects.update(body="Something else.")
    seal = sealing.seal_of(Text.objects.get(pk=text.pk))
    Text.objects.update(seal=seal)
    with triggers.lifted(), connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_signature SET seal = %s", [seal])


@pytest.mark.parametrize(
    ("tamper", "sentence"),
    [
        (swap_the_body, "not those that were sealed"),
        (swap_the_award, "not those that were sealed"),
        (swap_everything_but_the_diary, "The diary tells of another text"),
    ],
)
def test_what_is_changed_after_signing_is_found(
    hands: Hands, tamper: Callable[[Text], None], sentence: str
) -> None:
    text = world.signed(hands).texts.get()
    tamper(text)
    (told,) = sealing.troubles(Text.objects.get())
    assert sentence in told
    assert any("photographs, text 1" in each for each in sealing.mismatches())


def test_the_database_refuses_to_change_a_signature_or_a_template(hands: Hands) -> None:
    world.signed(hands)
    with pytest.raises(DatabaseError), transaction.atomic():
        Signature.objects.update(office="King")
    with pytest.raises(DatabaseError), transaction.atomic():
        Template.objects.update(body="Something else.")


def test_whoever_signed_leaves_and_the_agreement_holds(hands: Hands) -> None:
    text = world.signed(hands).texts.get()
    movement.leave(hands.finance, by=hands.finance)
    assert set(text.signatures.values_list("side", "name")) == {("ours", None), ("theirs", "Ama")}
    assert sealing.troubles(Text.objects.get()) == []
    assert diary.verify() == []


def test_a_template_is_written_again_as_its_next_version(hands: Hands) -> None:
    first = world.template(hands.officer)
    second = actions.write_template("standard", "Standard", world.BODY + "!", by=hands.officer)
    assert (second.number, list(queries.templates_in_use())) == (2, [second])
    actions.retire_template(second, why="Out of date.", by=hands.officer)
    assert list(queries.templates_in_use()) == []
    with pytest.raises(Refused, match="retired already"):
        actions.retire_template(second, why="Again.", by=hands.officer)
    with pytest.raises(Refused, match="no longer in use"):
        actions.draft_agreement(world.granted(hands.applicant), second, world.terms(), by=hands.officer)
    for by in (hands.applicant, hands.finance):
        with pytest.raises(PermissionDenied):
            actions.write_template("mine", "Mine", world.BODY, by=by)
    assert first.number == 1


def test_it_is_suspended_goes_on_ends_and_is_paid_back(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    for condition in CLOSING.conditions:  # what each asks is tested where it is filled
        monkeypatch.setitem(CLOSING._checks, condition, lambda _agreement: True)  # noqa: SLF001 -- as above
    agreement = world.running(hands)
    with pytest.raises(Refused, match="Say why"):
        actions.suspend(agreement, why="", by=hands.officer)
    actions.suspend(agreement, why="Their report is late.", by=hands.officer)
    actions.resume(agreement, by=hands.officer)
    actions.wind_up(agreement, by=hands.officer)
    actions.reopen(agreement, by=hands.officer)
    actions.terminate(agreement, why="It will not take place.", by=hands.officer)
    with pytest.raises(Refused, match="asked back"):
        actions.ask_back(agreement, world.money("1"), by=hands.officer)
    actions.ask_back(agreement, world.money("0"), by=hands.officer)
    actions.close(agreement, by=hands.officer)
    found = Agreement.objects.get()
    assert (found.state, found.reason) == ("closed", "It will not take place.")
    with pytest.raises(MoveRefused):
        actions.suspend(agreement, why="Too late.", by=hands.officer)


def test_another_currency_is_no_part_of_it(hands: Hands) -> None:
    agreement = world.signed(hands)
    for change in (account.grant, account.plan, account.unplan, account.send, account.take_back):
        with pytest.raises(MoneyRefused, match="is in USD"):
            change(agreement, world.money("1", "EUR"))


def test_a_stranger_reads_nothing_of_it(hands: Hands) -> None:
    world.signed(hands)
    stranger = person("stella", "evaluator")
    assert [queries.agreements_for(by).count() for by in (stranger, hands.protector, None)] == [0, 0, 0]
    for by in (hands.applicant, hands.officer, hands.finance, hands.second, hands.auditor):
        assert queries.agreements_for(by).count() == 1


def test_two_who_sign_for_one_side_at_once_sign_once(at_once: AtOnce) -> None:
    of = world.hands()
    text = world.ready(of)

    def signing(by: Person) -> Callable[[], Any]:
        def sign() -> None:
            found = Text.objects.select_related("agreement__proposal", "template").get(pk=text.pk)
            world.sign(found, Side.OURS, Person.objects.get(pk=by.pk))

        return sign

    with world.on():  # outside: two who stop the clock by themselves would leave it stopped
        answers = at_once(signing(of.finance), signing(of.second))
    assert sorted(type(each).__name__ for each in answers) == ["NoneType", "Refused"]
    assert Signature.objects.count() == 1


CONDITION = "A second adult comes along.\n\nNobody stays overnight."


@pytest.fixture
def conditional(hands: Hands) -> Proposal:
    """Granted by its committee on a condition."""
    proposal = world_of_proposals.proposal(hands.applicant, "approved_conditional", key="on-conditions")
    counted = {"outcome": "approve_with_conditions", "counts": {}, "could_vote": 3}
    at = world_of_proposals.HANDED_IN
    ballot = Ballot.objects.create(
        proposal=proposal, number=1, quorum=2, opened_at=at, counted_at=at, **counted
    )
    said = {"reason": "It fits.", "conditions": CONDITION, "awarded": 1000}
    Decision.objects.create(ballot=ballot, decided_at=at, decided_by="test", **said)
    return proposal


@pytest.mark.parametrize("conditions", ["", "A second adult comes along.", "Lend them out."])
def test_no_officer_leaves_out_on_what_conditions_it_was_granted(
    hands: Hands, conditional: Proposal, conditions: str
) -> None:
    with pytest.raises(Refused, match="granted it on conditions"):
        world.drafted(hands, conditional, conditions=conditions)
    assert not Agreement.objects.exists()


def test_conditions_of_the_committee_stand_in_the_agreement_beside_others(
    hands: Hands, conditional: Proposal
) -> None:
    said = "A second adult comes along. Nobody stays overnight.\n\nLend them out."
    text = world.ready(hands, conditional, conditions=said)
    assert said in text.body
    with world.on():
        actions.take_back(text, why="Shorter.", by=hands.officer)
    with world.on(), pytest.raises(Refused, match="granted it on conditions"):
        actions.amend(text.agreement, text.template, world.terms(conditions=""), by=hands.officer)


def test_the_form_of_an_agreement_begins_with_the_conditions_of_the_committee(
    conditional: Proposal,
) -> None:
    assert TermsForm(conditional, None)["conditions"].value() == CONDITION
