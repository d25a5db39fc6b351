"""What each reads on the pages of agreements and payments, and does there."""

from __future__ import annotations

import json
import uuid
from hashlib import sha256
from hmac import new as hmac

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.grants.agreements import world as world_of_agreements
from tests.grants.payments import world
from tests.grants.payments.world import DAY, Hands

from thriving.grants.agreements.models import Template, Text
from thriving.grants.payments import actions, story
from thriving.grants.payments.models import Batch, Disbursement, Payee, Requirement
from thriving.kernel import diary, triggers
from thriving.kernel.models import DiaryEntry
from thriving.movement import work
from thriving.movement.accounts import proofs
from thriving.movement.models import Person
from thriving.ui import cldr

pytestmark = pytest.mark.django_db


def by(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def read(person: Person, name: str, *where: object) -> str:
    with world.on():
        answer = by(person).get(reverse(name, args=where))
    assert answer.status_code == 200
    return answer.content.decode()


def post(person: Person, page: str, /, *where: object, **said: object) -> int:
    with world.on():
        return by(person).post(reverse(page, args=where), said).status_code


def test_from_the_proposal_to_the_money_by_pages_alone(hands: Hands) -> None:
    proposal = world_of_agreements.granted(hands.applicant)
    said = {"key": "standard", "title": "Standard", "language": "en", "body": world_of_agreements.BODY}
    assert post(hands.officer, "agreements:write_template", **said) == 302
    terms: dict[str, object] = {
        "award": "1000",
        "begins_on": "2026-07-01",
        "ends_on": "2026-12-31",
        "our_name": "Community fund",
        "their_name": "Friends of monuments",
    }
    terms["template"] = Template.objects.get().pk
    assert post(hands.officer, "agreements:draft", proposal.key, **terms) == 302
    key = proposal.key
    assert post(hands.officer, "agreements:step", key, "no_works", reason="It pays for lenses.") == 302
    assert post(hands.second, "agreements:step", key, "agree_no_works") == 302
    assert post(hands.officer, "agreements:text_step", key, 1, "make_ready") == 302
    assert "US$1,000.00" in read(hands.applicant, "agreements:text", key, 1)
    signing = {"seal": Text.objects.get().seal, "name": "Ama", "read": "on"}
    assert post(hands.applicant, "agreements:text_step", key, 1, "sign_for_them", **signing) == 302
    assert post(hands.finance, "agreements:text_step", key, 1, "sign_for_us", **signing) == 302
    assert post(hands.officer, "agreements:step", key, "begin") == 302
    plan = {"title": "To begin", "amount": "400", "from_day": DAY, "requirements": "A list.\n\n"}
    assert post(hands.officer, "payments:plan", key, **plan) == 302
    payment = Disbursement.objects.get().pk
    assert post(hands.applicant, "payments:step", payment, "request") == 302
    page = read(hands.applicant, "payments:payment", payment)
    assert "things are missing" in page
    assert "It is up to: the grantee." in page
    account = {"holder": "Friends of monuments", "number": "DE02 1203 0000", "bank": "Bank"}
    assert post(hands.applicant, "payments:account", key, **account) == 302
    assert post(hands.finance, "payments:confirm_account", Payee.objects.get().key, how="Called.") == 302
    assert post(hands.officer, "payments:met", Requirement.objects.get().pk, ground="Here.") == 302
    assert post(hands.applicant, "payments:step", payment, "check") == 302
    for person in (hands.officer, hands.second):
        seal = (
            by(person)
            .get(reverse("payments:step", args=[payment, "approve"]))
            .context["form"]["seal"]
            .value()
        )
        assert post(person, "payments:step", payment, "approve", seal=seal, read="on") == 302
    sending = {"token": uuid.uuid4().hex, "carrier": "Lake Bank", "payments": payment}
    assert post(hands.finance, "payments:send", **sending) == 302
    assert post(hands.finance, "payments:send", **sending) == 302  # the same form: to the same batch
    batch = Batch.objects.get().pk
    text = by(hands.finance).get(reverse("payments:batch_file", args=[batch])).content
    assert sha256(text).hexdigest() == Batch.objects.get().sha256
    told = f"payment,outcome,amount,currency,on,reference,reason\n{payment},confirmed,400,USD,{DAY},S-1,\n"
    file = SimpleUploadedFile("statement.csv", told.encode())
    assert post(hands.finance, "payments:reconcile", batch, file=file) == 302
    assert Disbursement.objects.get().state == "confirmed"


def test_a_wrong_file_of_the_bank_is_told_row_by_row(hands: Hands) -> None:
    world.sent(hands)
    told = b"payment,outcome,amount,currency,on,reference,reason\n77,confirmed,4,USD,2026-07-06,S,\n"
    client = by(hands.finance)
    where = reverse("payments:reconcile", args=[Batch.objects.get().pk])
    answer = client.post(where, {"file": SimpleUploadedFile("x.csv", told)})
    assert answer.status_code == 422
    assert "Payment 77 is not in this batch." in answer.content.decode()
    assert client.post(where, {"file": SimpleUploadedFile("x.csv", b"\x00\x01")}).status_code == 422


def reconciled(hands: Hands, text: str | bytes) -> str:
    """What the page says of a file that cannot be believed."""
    where = reverse("payments:reconcile", args=[Batch.objects.get().pk])
    content = text.encode() if isinstance(text, str) else text
    with world.on():
        answer = by(hands.finance).post(where, {"file": SimpleUploadedFile("x.csv", content)})
    assert answer.status_code == 422
    return answer.content.decode()


HEADER = "payment,outcome,amount,currency,on,reference,reason\n"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("1,confirmed,400,USD,2026-07-06,\xff,\n".encode("latin-1"), "not text in UTF-8"),
        (b'1,confirmed,400,USD,2026-07-06,"S-1,\n', "is a quotation mark left open?"),
        (b"1,confirmed,400,USD,2026-07-06,\0,\n", "This file is not a table"),
        (b"1,confirmed,400,USD,2026-07-06,S,,\n" * 100_000, "This table has more than 1000 rows."),
        (b"1,confirmed,400,USD,2026-02-31,S,\n", "“2026-02-31” is not a day written like 2020-04-15."),
    ],
)
def test_what_is_wrong_below_the_first_row_is_told_too(hands: Hands, rows: bytes, sentence: str) -> None:
    world.sent(hands)
    assert sentence in reconciled(hands, HEADER.encode() + rows)
    assert Disbursement.objects.get().state == "sent"


def test_a_file_that_is_brought_again_is_refused_with_a_sentence(hands: Hands) -> None:
    """Its parts fit by themselves; together more would come back than was sent, or the same twice."""
    payment = world.confirmed(hands)
    row = f"{payment.pk},returned,300,USD,{DAY},R-1,\n"
    where = reverse("payments:reconcile", args=[Batch.objects.get().pk])
    with world.on():
        client = by(hands.finance)
        file = SimpleUploadedFile("x.csv", f"{HEADER}{row}".encode())
        assert client.post(where, {"file": file}).status_code == 302
    assert "no more than was sent" in reconciled(hands, HEADER + row)
    less = row.replace("300", "50")
    assert "This return was recorded already." in reconciled(hands, HEADER + less)


def test_a_refusal_stands_in_the_form_and_nothing_typed_is_lost(hands: Hands) -> None:
    agreement = world.running(hands)
    plan = {"title": "Too much", "amount": "1000.01", "from_day": str(DAY), "requirements": ""}
    with world.on():
        answer = by(hands.officer).post(reverse("payments:plan", args=[agreement.key]), plan)
    page = answer.content.decode()
    assert (answer.status_code, "is more than that" in page, "Too much" in page) == (422, True, True)


def test_each_is_told_what_waits_for_them(hands: Hands) -> None:
    world_of_agreements.granted(hands.applicant, "another")
    payment = world.requested(hands)

    def kinds(person: Person) -> set[str]:
        return {each.item.kind for each in work.waiting_for(person, DAY)}

    assert "Write an agreement" in kinds(hands.officer)
    assert "Approve a payment" in kinds(hands.second)
    world.approve(payment, hands.officer)
    assert "Approve a payment" not in kinds(hands.officer)
    world.approve(payment, hands.second)
    assert "Send a payment" in kinds(hands.finance)
    world.send([payment], hands.finance)
    assert "Say what became of a payment" in kinds(hands.finance)
    world.planned(payment.agreement, hands, "1")
    assert kinds(hands.applicant) >= {"Ask for a payment"}
    actions.state_account(payment.agreement, world.ACCOUNT, by=hands.applicant)
    assert "See to the account of a grant" in kinds(hands.finance)


def test_lists_cost_the_same_for_three_as_for_one(hands: Hands) -> None:
    agreement = world.running(hands)
    pages = [
        ("payments:payments", (), hands.finance),
        ("agreements:agreement", (agreement.key,), hands.officer),
        ("payments:batches", (), hands.finance),
        ("payments:send", (), hands.finance),
        ("agreements:agreements", (), hands.officer),
    ]
    more = [world.approved(hands, "100", agreement)]
    world.send([world.approved(hands, "10", agreement)], hands.finance)

    def asked() -> list[int]:
        counted = []
        for name, where, person in pages:
            client = by(person)
            client.get(reverse(name, args=where))
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse(name, args=where))
            counted.append(len(queries))
        return counted

    one = asked()
    for _each in range(2):
        more.append(world.approved(hands, "100", agreement))
        world.send([world.approved(hands, "10", agreement)], hands.finance)
        world_of_agreements.drafted(hands, world_of_agreements.granted(hands.applicant, uuid.uuid4().hex))
    assert asked() == one


def test_the_story_is_told_verified_and_taken_away_as_one_file(hands: Hands) -> None:
    payment = world.confirmed(hands)
    page = read(hands.auditor, "payments:story", payment.pk)
    assert "it is as it was written" in page
    assert "Fola" in page
    answer = by(hands.auditor).get(reverse("payments:story_file", args=[payment.pk]))
    told = json.loads(answer.content)
    assert told["whole_diary_holds"] is True
    assert [each["verb"] for each in told["entries"] if each["subject"].startswith("payments.disb")] == [
        *("requested", "checks_passed", "approved", "approved", "sent", "confirmed")
    ]
    verbs = {each["verb"] for each in told["entries"]}
    assert verbs >= {
        "drafted",
        "made_ready",
        "signed",
        "begin",
        "account_named",
        "account_confirmed",
        "planned",
    }
    for each in told["entries"]:
        key = bytes.fromhex(each["salt"])
        assert hmac(key, each["body"].encode(), sha256).hexdigest() == each["commitment"]
        covered = [
            each[name] for name in ("previous", "number", "at", "actor", "verb", "subject", "commitment")
        ]
        assert sha256(json.dumps(covered, separators=(",", ":")).encode()).hexdigest() == each["hash"]
    assert diary.entries_about(payment).filter(verb="story_taken").count() == 1


def test_a_story_that_was_rewritten_says_so(hands: Hands) -> None:
    payment = world.confirmed(hands)
    with triggers.lifted():
        DiaryEntry.objects.filter(verb="approved", subject=f"payments.disbursement:{payment.pk}").update(
            actor="x"
        )
    assert "Do not rely on it" in read(hands.auditor, "payments:story", payment.pk)
    assert story.written(payment, story.of(payment))["whole_diary_holds"] is False


def test_a_fresh_proof_is_asked_before_money_moves(hands: Hands) -> None:
    payment = world.requested(hands)
    client = by(hands.second)
    session = client.session
    session[proofs.IN_SESSION] = dict.fromkeys(session[proofs.IN_SESSION], 1.0)
    session.save()
    answer = client.get(reverse("payments:step", args=[payment.pk, "approve"]))
    assert (answer.status_code, reverse("movement:prove") in answer["Location"]) == (302, True)


def test_whoever_approves_twice_is_led_to_the_payment(hands: Hands) -> None:
    payment = world.requested(hands)
    first = by(hands.finance)
    step = reverse("payments:step", args=[payment.pk, "approve"])
    with world.on():
        seal = first.get(step).context["form"].initial["seal"]
        for client in (first, by(hands.second)):
            assert client.post(step, {"seal": seal, "read": "on"}).status_code == 302
        again = first.post(step, {"seal": seal, "read": "on"}, follow=True)
        assert again.redirect_chain == [(reverse("payments:payment", args=[payment.pk]), 302)]
        assert "so it stands now" in again.content.decode()
        assert by(hands.applicant).post(step, {"seal": seal, "read": "on"}).status_code == 404


def test_going_back_to_a_step_leads_to_the_payment(hands: Hands) -> None:
    payment = world.requested(hands)
    record, step = (
        reverse("payments:payment", args=[payment.pk]),
        reverse("payments:step", args=[payment.pk, "approve"]),
    )
    first = by(hands.finance)
    with world.on():
        said = {"seal": first.get(step).context["form"].initial["seal"], "read": "on"}
        first.post(step, said)
        back = first.get(step, follow=True)  # while it waits for the second
        assert back.redirect_chain == [(record, 302)]
        assert "so it stands now" in back.content.decode()
        by(hands.second).post(step, said)
        assert first.get(step).headers["Location"] == record
        for other in (hands.applicant, world_of_agreements.person("nora")):
            assert by(other).get(step).status_code == 404


def test_what_is_approved_stands_where_it_is_approved(hands: Hands) -> None:
    payment = world.requested(hands)
    page = read(hands.finance, "payments:step", payment.pk, "approve")
    payee = Payee.objects.get()
    assert payee.holder in page
    assert payee.ending in page
    assert cldr.money(payment.money) in page
