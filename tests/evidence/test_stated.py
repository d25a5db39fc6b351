from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast
from tests.evidence.pages.test_records import cost_of
from tests.factories import with_example

from thriving.evidence import actions, ledger, samples, stated
from thriving.evidence.asked import Asked
from thriving.evidence.measures import AsOf, evaluate
from thriving.evidence.models import Fact, Measure, MeasureVersion, Origin, StatedValue
from thriving.evidence.stated import ValueRefused
from thriving.evidence.waiting import TO_DECIDE, values_to_decide
from thriving.kernel import clock
from thriving.kernel.files import FileRefused
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.models import Mail
from thriving.kernel.words import Words
from thriving.movement.models import Person, RoleHolding

pytestmark = pytest.mark.django_db

NOON = datetime(2020, 4, 15, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _april() -> Iterator[None]:
    with clock.stopped_at(NOON):
        yield


@pytest.fixture
def version(db: None) -> MeasureVersion:
    said = {"kind": "stated", "measure": "trained", "unit": {"code": "person"}}
    return actions.define_measure("trained", with_example(said), title=Words(en="Trained"), by="test")


@pytest.fixture
def proposed(version: MeasureVersion, cast: Cast) -> StatedValue:
    return propose(version, by=cast.evaluator)


def propose(version: MeasureVersion, **said: Any) -> StatedValue:
    given = {
        "value": Decimal(40),
        "occurred_on": date(2020, 3, 1),
        "proof_url": "https://example.org/",
        **said,
    }
    return stated.propose(version.measure, **given)


def value(version: MeasureVersion, number: int | None = None) -> Decimal | None:
    as_of = AsOf(date(2020, 4, 15), ledger.position() if number is None else number)
    return evaluate(Asked.of(version).question, as_of).value


def test_a_proposed_number_counts_for_nothing(version: MeasureVersion, proposed: StatedValue) -> None:
    assert (proposed.state, value(version)) == ("proposed", None)


def test_a_second_person_makes_it_count(version: MeasureVersion, proposed: StatedValue, cast: Cast) -> None:
    stated.confirm(proposed, by=cast.second_evaluator)
    assert value(version) == 40
    assert Fact.objects.get().origin == Origin.STATED


def test_nobody_confirms_their_own(proposed: StatedValue, cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        stated.confirm(proposed, by=cast.evaluator)


def test_not_even_the_database_lets_somebody_confirm_their_own(proposed: StatedValue) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        StatedValue.objects.update(decided_by=proposed.proposed_by)


def test_no_value_is_kept_without_a_proof(proposed: StatedValue) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        StatedValue.objects.update(proof_url="")


@pytest.mark.parametrize("role", ["volunteer", "editor", "operator"])
def test_other_roles_neither_propose_nor_decide(
    version: MeasureVersion, proposed: StatedValue, cast: Cast, role: str
) -> None:
    with pytest.raises(PermissionDenied):
        propose(version, by=getattr(cast, role))
    with pytest.raises(PermissionDenied):
        stated.confirm(proposed, by=getattr(cast, role))


def test_a_declined_number_never_counts(version: MeasureVersion, proposed: StatedValue, cast: Cast) -> None:
    stated.decline(proposed, by=cast.lead, why="The page says 39.")
    assert (proposed.state, value(version)) == ("declined", None)
    with pytest.raises(PermissionDenied):
        stated.confirm(proposed, by=cast.second_evaluator)


def test_declining_needs_a_reason(proposed: StatedValue, cast: Cast) -> None:
    with pytest.raises(ValueRefused, match="Say why"):
        stated.decline(proposed, by=cast.lead, why=" ")


def test_two_people_cannot_both_decide(proposed: StatedValue, cast: Cast) -> None:
    other = StatedValue.objects.get()
    stated.decline(proposed, by=cast.lead, why="No.")
    with pytest.raises((MoveRefused, PermissionDenied)):
        stated.confirm(other, by=cast.second_evaluator)
    assert not Fact.objects.exists()


def test_whoever_proposed_it_may_withdraw_it(proposed: StatedValue, cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        stated.withdraw(proposed, by=cast.second_evaluator)
    stated.withdraw(proposed, by=cast.evaluator)
    assert proposed.state == "retracted"


def test_a_retracted_number_stays_known_as_of_before(
    version: MeasureVersion, proposed: StatedValue, cast: Cast
) -> None:
    stated.confirm(proposed, by=cast.second_evaluator)
    counted = ledger.position()
    stated.retract(proposed, by=cast.evaluator, why="The page was wrong.")
    assert (value(version), value(version, counted)) == (None, 40)


def test_the_newest_day_holds(version: MeasureVersion, cast: Cast) -> None:
    for day, number in ((10, 50), (1, 40)):
        proposed = propose(version, by=cast.evaluator, occurred_on=date(2020, 3, day), value=Decimal(number))
        stated.confirm(proposed, by=cast.lead)
    assert value(version) == 50


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"proof_url": ""}, "Give a proof"),
        ({"proof_url": "javascript:alert(1)"}, "An address starts with https://"),
        ({"occurred_on": date(2020, 4, 16)}, "This day has not come yet"),
        ({"value": Decimal("1e12")}, "between minus and plus"),
    ],
)
def test_what_cannot_be_proposed_is_refused(
    version: MeasureVersion, cast: Cast, said: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ValueRefused) as refused:
        propose(version, by=cast.evaluator, **said)
    assert sentence in " ".join(refused.value.messages)


def test_a_counted_measure_takes_no_typed_number(cast: Cast) -> None:
    said = {"kind": "count", "fact": "partner.met", "unit": {"code": "partner"}}
    counted = actions.define_measure("partners", with_example(said), title=Words(en="Partners"), by="test")
    with pytest.raises(ValueRefused, match="counted from records"):
        propose(counted, by=cast.evaluator)


def test_a_file_may_be_the_proof(version: MeasureVersion, cast: Cast, client: Client) -> None:
    proof = File(BytesIO(b"%PDF-1.7 proof"), name="proof.pdf")
    proposed = propose(version, by=cast.evaluator, proof_url="", proof_file=proof)
    client.force_login(cast.lead)
    response = client.get(reverse("evidence:proof", args=[proposed.pk]))
    assert b"".join(response.streaming_content) == b"%PDF-1.7 proof"  # type: ignore[arg-type]


def test_a_page_is_no_proof(version: MeasureVersion, cast: Cast) -> None:
    page = File(BytesIO(b"<html><script>alert(1)</script>"), name="proof.pdf")
    with pytest.raises(FileRefused):
        propose(version, by=cast.evaluator, proof_file=page)


def test_what_waits_for_me_is_never_my_own(version: MeasureVersion, cast: Cast) -> None:
    mine, theirs = propose(version, by=cast.evaluator), propose(version, by=cast.lead)
    assert list(stated.waiting_for(cast.evaluator)) == [theirs]
    assert list(stated.waiting_for(cast.lead)) == [mine]
    assert list(stated.waiting_for(cast.second_evaluator)) == [mine, theirs]
    assert not stated.waiting_for(cast.volunteer)


def test_it_stands_on_the_page_of_whoever_may_decide(proposed: StatedValue, cast: Cast) -> None:
    (item,) = values_to_decide(cast.lead)
    assert item.address == reverse("evidence:stated-value", args=[proposed.pk])
    assert item.due == NOON.date() + TO_DECIDE
    assert not item.public
    assert not list(values_to_decide(cast.evaluator))


def send(client: Client, address: str, **said: Any) -> Any:
    return client.post(address, said, follow=True)


def test_a_number_is_proposed_and_confirmed_on_the_pages(
    version: MeasureVersion, cast: Cast, client: Client
) -> None:
    client.force_login(cast.evaluator)
    said = {
        "measure": "trained",
        "value": "40",
        "occurred_on": "2020-03-01",
        "proof_url": "https://example.org/",
    }
    page = send(client, reverse("evidence:propose-value"), **said, note="<script>alert(1)</script> مرحبا")
    assert "It waits for a second person" in page.content.decode()
    assert "<script>alert" not in page.content.decode()
    address = reverse("evidence:stated-value", args=[StatedValue.objects.get().pk])
    send(client, address, move="confirm")
    assert value(version) is None
    client.force_login(cast.second_evaluator)
    assert "counts from now on" in send(client, address, move="confirm").content.decode()
    assert value(version) == 40


def test_a_refusal_keeps_what_was_typed(version: MeasureVersion, cast: Cast, client: Client) -> None:
    client.force_login(cast.evaluator)
    said = {"measure": "trained", "value": "40", "occurred_on": "2020-03-01", "note": "keep me"}
    response = client.post(reverse("evidence:propose-value"), said)
    assert response.status_code == 422
    assert "Give a proof" in response.content.decode()
    assert "keep me" in response.content.decode()


def test_the_list_costs_the_same_queries(version: MeasureVersion, cast: Cast, client: Client) -> None:
    client.force_login(cast.evaluator)
    costs = []
    for _number in range(3):
        propose(version, by=cast.lead)
        costs.append(cost_of(client, reverse("evidence:stated-values")))
    assert costs[0] == costs[2]


def test_every_measure_may_be_asked_for(version: MeasureVersion) -> None:
    assert list(stated.measures_to_state()) == [Measure.objects.get(key="trained")]


@pytest.mark.parametrize("change", [{"value": 41}, {"proposed_by": "x"}, {"state": "declined", "value": 41}])
def test_a_number_is_not_changed_once_it_is_proposed(
    proposed: StatedValue, change: dict[str, object]
) -> None:
    rows = StatedValue.objects.filter(pk=proposed.pk)
    with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
        rows.update(**change)
    with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
        rows.delete()


@pytest.mark.parametrize("sample", [True, False])
def test_a_number_typed_as_part_of_a_sample_is_marked(
    version: MeasureVersion, cast: Cast, *, sample: bool
) -> None:
    stated.confirm(propose(version, by=cast.evaluator, sample=sample), by=cast.second_evaluator)
    assert Fact.objects.filter(samples.made_up(), origin=Origin.STATED).exists() is sample


def test_the_page_of_a_typed_number_calls_it_by_its_title(
    version: MeasureVersion, proposed: StatedValue, cast: Cast, client: Client
) -> None:
    client.force_login(cast.evaluator)
    page = client.get(reverse("evidence:stated-value", args=[proposed.pk])).content.decode()
    assert 'aria-current="page"><bdi>Trained</bdi></li>' in page
    assert ">trained<" not in page


@pytest.fixture
def mailboxes(cast: Cast) -> None:
    """Everybody of the cast can be written to."""
    for somebody in Person.objects.all():
        Person.objects.filter(pk=somebody.pk).update(email=f"{somebody.username}@example.org")


def addresses(**which: Any) -> set[str]:
    return {mail.address.partition("@")[0] for mail in Mail.objects.filter(**which)}


def test_whoever_may_decide_hears_that_a_number_waits(
    mailboxes: None, version: MeasureVersion, cast: Cast
) -> None:
    propose(version, by=cast.evaluator)
    assert addresses() == {"emre", "lina", "otto"}


def test_nobody_is_written_to_who_left_or_gave_up_the_role(
    mailboxes: None, version: MeasureVersion, cast: Cast
) -> None:
    Person.objects.filter(pk=cast.lead.pk).update(is_active=False)
    RoleHolding.objects.filter(person=cast.other_lead).update(ends_on=date(2020, 4, 15))
    propose(version, by=cast.evaluator)
    assert addresses() == {"emre"}


def test_nobody_without_an_address_is_written_to(version: MeasureVersion, cast: Cast) -> None:
    stated.confirm(propose(version, by=cast.evaluator), by=cast.lead)
    assert not Mail.objects.exists()


def test_a_refused_proposal_writes_no_letter(mailboxes: None, version: MeasureVersion, cast: Cast) -> None:
    page = File(BytesIO(b"<html>"), name="proof.pdf")
    with pytest.raises(FileRefused):
        propose(version, by=cast.evaluator, proof_file=page)
    assert not Mail.objects.exists()


def test_a_letter_that_was_undone_is_gone(mailboxes: None, version: MeasureVersion, cast: Cast) -> None:
    with transaction.atomic():
        propose(version, by=cast.evaluator)
        assert Mail.objects.exists()
        transaction.set_rollback(True)
    assert not Mail.objects.exists()


@pytest.mark.parametrize("decision", ["confirm", "decline"])
def test_whoever_proposed_it_hears_that_it_is_decided(
    mailboxes: None, version: MeasureVersion, cast: Cast, decision: str
) -> None:
    proposed = propose(version, by=cast.evaluator)
    Mail.objects.all().delete()
    said = {"note": "seen"} if decision == "confirm" else {"why": "seen"}
    getattr(stated, decision)(proposed, by=cast.second_evaluator, **said)
    (mail,) = Mail.objects.all()
    assert (mail.address, mail.subject) == ("esi@example.org", "The number that you typed is decided")
    assert reverse("evidence:stated-value", args=[proposed.pk]) in mail.text


@pytest.mark.parametrize(
    ("by", "told"),
    [("evaluator", {"emre@example.org"}), ("second_evaluator", {"esi@example.org"})],
)
def test_whoever_stood_for_a_number_hears_that_it_was_withdrawn(
    mailboxes: None, version: MeasureVersion, cast: Cast, by: str, told: set[str]
) -> None:
    proposed = stated.confirm(propose(version, by=cast.evaluator), by=cast.second_evaluator)
    Mail.objects.all().delete()
    stated.retract(proposed, by=getattr(cast, by), why="It was another year's.")
    assert {mail.address for mail in Mail.objects.all()} == told
    assert {mail.subject for mail in Mail.objects.all()} == {"A number that you stood for was withdrawn"}


def test_a_letter_tells_no_number_no_name_and_no_note(
    mailboxes: None, version: MeasureVersion, cast: Cast
) -> None:
    proposed = propose(version, by=cast.evaluator, value=Decimal(98765), note="secretly")
    stated.decline(proposed, by=cast.second_evaluator, why="gravely wrong")
    told = "".join(mail.subject + mail.text for mail in Mail.objects.all())
    for hidden in ("98765", "Trained", "Esi", "Emre", "secretly", "gravely"):
        assert hidden not in told
    assert f"http://localhost:8000{reverse('movement:my_work')}" in told


def test_a_letter_speaks_its_readers_language(mailboxes: None, version: MeasureVersion, cast: Cast) -> None:
    Person.objects.filter(pk=cast.lead.pk).update(language="es")
    propose(version, by=cast.evaluator)
    letter = Mail.objects.get(address="lina@example.org")
    assert letter.subject == "Un número escrito espera a una segunda persona"
    assert "«Mi trabajo»" in letter.text
