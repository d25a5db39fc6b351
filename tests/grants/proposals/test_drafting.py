from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import person
from tests.grants import world
from tests.grants.proposals import written
from tests.movement.groups import world as groups

from thriving.grants.proposals import actions
from thriving.grants.proposals.actions import MeasureSaid, RoleSaid
from thriving.grants.proposals.models import Applicant, Proposal, SafetyNeeds
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.money import MoneyRefused
from thriving.kernel.sealed import Sealed
from thriving.movement.actions import Refused
from thriving.movement.models import Person


def sentences(proposal: Proposal) -> str:
    with written.on():
        return " ".join(sentence for _page, sentence in actions.missing(proposal))


def test_who_may_not_apply_is_told_why_and_nothing_is_kept(ama: Person) -> None:
    one = written.quizzed()
    for answers in ({1: False}, {}):
        with written.on(), pytest.raises(Refused, match="Ask a group"):
            actions.begin(one, answers, by=ama)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("day", [date(2026, 1, 4), date(2026, 2, 28)])
def test_draft_begins_on_the_days_of_the_round(ama: Person, day: date) -> None:
    with written.on(day), pytest.raises(Refused, match="takes no proposals today"):
        actions.begin(written.quizzed(), {1: True}, by=ama)


def test_draft_says_all_that_is_missing(ama: Person) -> None:
    said = sentences(written.begun(ama))
    for part in ("title", "who applies", "regions", "begins and ends", "one line", "one measure", "roles"):
        assert part in said


def test_whole_draft_is_handed_in_and_stays(ama: Person) -> None:
    made = written.whole(ama)
    assert not sentences(made)
    with written.on():
        actions.submit(made, by=ama)
    assert (made.state, str(made.asks_for), made.first_time) == ("submitted", "1000.00 USD", True)
    assert made.shown_from == date(2026, 2, 4)
    with written.on(), pytest.raises(PermissionDenied):
        actions.describe(made, written.described(title="Else"), revision=made.revision, by=ama)
    with written.on(), pytest.raises(MoveRefused):
        actions.submit(made, by=ama)


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        ({"title": "\u200b"}, "title is missing"),
        ({"applicant_kind": "king"}, "none of the choices"),
        ({"country": "XX"}, "none of the choices"),
        ({"region": "atlantis"}, "none of the choices"),
        ({"ends_on": date(2026, 6, 30)}, "not before the first"),
        ({"priority": "a-plan/nothing"}, "No plan has a priority"),
    ],
)
def test_what_cannot_be_kept_is_refused(ama: Person, otherwise: dict[str, Any], sentence: str) -> None:
    made = written.begun(ama)
    with pytest.raises(Refused, match=sentence):
        actions.describe(made, written.described(**otherwise), revision=made.revision, by=ama)


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        ({"region": "north-america"}, "regions of this round"),
        ({"organization": ""}, "what your group"),
        ({"begins_on": date(2026, 5, 28)}, "after the decision"),
        ({"ends_on": date(2027, 12, 31)}, "at most 12 months"),
    ],
)
def test_what_does_not_fit_the_round_is_not_handed_in(
    ama: Person, otherwise: dict[str, Any], sentence: str
) -> None:
    made = written.whole(ama)
    with written.on():
        actions.describe(made, written.described(**otherwise), revision=made.revision, by=ama)
        with pytest.raises(MoveRefused, match=sentence):
            actions.submit(made, by=ama)
    made.refresh_from_db()
    assert made.state == "draft"


def test_region_follows_the_country(ama: Person) -> None:
    made = written.begun(ama)
    actions.describe(made, written.described(country="GH", region=""), revision=made.revision, by=ama)
    assert made.region == "sub-saharan-africa"


def test_language_is_one_of_the_round(ama: Person) -> None:
    made = written.whole(ama, written.quizzed(world.grant_round(languages=["es"])))
    assert "written in" not in sentences(made)
    made.language = "en"  # as one that was begun before its round said so
    assert "written in English" in sentences(made)


def test_06_only_officers_of_an_affiliate_apply_for_it(ama: Person) -> None:
    affiliate = groups.affiliate("lakeside", state="recognized")
    made, said = written.begun(ama), written.described(applicant_kind="affiliate", affiliate=affiliate.key)
    with pytest.raises(Refused, match="Only its officers"):
        actions.describe(made, said, revision=made.revision, by=ama)
    chair = person("chidi", "affiliate_chair affiliate:lakeside")
    theirs = written.begun(chair, made.round)
    actions.describe(theirs, said, revision=theirs.revision, by=chair)
    assert theirs.affiliate == affiliate


def test_it_is_begun_in_a_language_that_the_round_takes(ama: Person) -> None:
    """Also in one in which this site has no pages."""
    one = written.quizzed(world.grant_round(languages=["dag", "fr"]))
    made = written.begun(ama, one)
    assert made.language == "dag"
    actions.describe(made, written.described(language="fr"), revision=made.revision, by=ama)
    assert (made.language, list(made.title)) == ("fr", ["fr"])
    for wrong in ("en", "no-such"):
        with pytest.raises(Refused, match="none of the choices"):
            actions.describe(made, written.described(language=wrong), revision=made.revision, by=ama)


def test_10_who_writes_on_an_older_draft_is_refused(ama: Person, kofi: Person) -> None:
    made = written.begun(ama)
    world.together(made, kofi)
    shown = made.revision
    actions.describe(made, written.described(), revision=shown, by=kofi)
    with pytest.raises(Refused, match="The draft has changed"):
        actions.budget(made, "USD", [written.line()], revision=shown, by=ama)
    assert not made.lines.exists()


def test_13_a_budget_has_one_currency_and_nothing_is_half_kept(ama: Person) -> None:
    made = written.whole(ama)
    lines = [written.line(), written.line("5", "EUR")]
    with pytest.raises(MoneyRefused, match="two currencies"):
        actions.budget(made, "USD", lines, revision=made.revision, by=ama)
    assert [str(each.money) for each in made.lines.all()] == ["1000.00 USD"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (written.line(title=" "), "what it is for"),
        (written.line("0"), "above zero"),
        (written.line(category="bribes"), "category"),
        (written.line(paid_by="nobody"), "who pays"),
    ],
)
def test_line_that_says_too_little_is_refused(ama: Person, line: Any, sentence: str) -> None:
    made = written.begun(ama)
    with pytest.raises(Refused, match=f"Line 2.*{sentence}"):
        actions.budget(made, "USD", [written.line(), line], revision=made.revision, by=ama)
    assert not made.lines.exists()


@pytest.mark.parametrize(("amount", "asked"), [("99.99", "99.99"), ("10000.01", "10,000.01")])
def test_13_one_asks_for_as_much_as_the_round_gives(ama: Person, amount: str, asked: str) -> None:
    made = written.whole(ama)
    actions.budget(made, "USD", [written.line(amount)], revision=made.revision, by=ama)
    assert f"this is US${asked}" in sentences(made)


def test_what_others_pay_is_not_asked_for(ama: Person) -> None:
    made = written.whole(ama)
    lines = [written.line("900"), written.line("20000", paid_by="others")]
    actions.budget(made, "USD", lines, revision=made.revision, by=ama)
    with written.on():
        assert str(actions.submit(made, by=ama).asks_for) == "900.00 USD"


def test_another_currency_needs_a_dated_rate(ama: Person) -> None:
    made = written.whole(ama)
    actions.budget(made, "EUR", [written.line("100.01", "EUR")], revision=made.revision, by=ama)
    assert "no rate of exchange from EUR to USD" in sentences(made)
    world.rate(value="9", on=date(2026, 2, 3))  # of a day to come
    old, newest = world.rate(value="1", on=date(2026, 1, 30)), world.rate(value="1.0843")
    with written.on():
        actions.submit(made, by=ama)
    assert (made.rate, old.base) == (newest, "EUR")
    assert (str(made.asks_for), str(made.asks_for_compared)) == ("100.01 EUR", "108.44 USD")


@pytest.mark.parametrize("target", ["NaN", "Infinity", "0", "-1", "1e400", "0.0001"])
def test_13_a_target_is_a_number_above_zero(ama: Person, target: str) -> None:
    made = written.begun(ama)
    with pytest.raises(Refused, match="above zero"):
        actions.measure(made, [MeasureSaid(Decimal(target), own="x")], revision=made.revision, by=ama)


def test_measures_are_shared_or_their_own(ama: Person) -> None:
    shared, made = written.measure(), written.begun(ama)
    said = [MeasureSaid(Decimal(30), shared.key), MeasureSaid(Decimal("2.5"), own="Walks")]
    actions.measure(made, said, revision=made.revision, by=ama)
    assert [each.measure for each in made.measures.all()] == [shared, None]
    for wrong in ([*said, said[0]], [MeasureSaid(Decimal(1), "nothing")], [MeasureSaid(Decimal(1))]):
        with pytest.raises(Refused):
            actions.measure(made, wrong, revision=made.revision, by=ama)
    assert made.measures.count() == 2


def test_core_measures_come_first_and_all_have_a_target_when_handed_in(ama: Person) -> None:
    first, second = written.measure("editors"), written.measure("organizers")
    made = written.whole(ama, written.quizzed(world.grant_round(core_measures=[first.key, second.key])))
    with written.on(), pytest.raises(MoveRefused, match="sets a target for “People reached”"):
        actions.submit(made, by=ama)
    own, core = MeasureSaid(Decimal(1), own="Walks"), MeasureSaid(Decimal(5), first.key)
    actions.measure(made, [own, core], revision=made.revision, by=ama)
    assert sentences(made).count("sets a target") == 1
    said = [own, MeasureSaid(Decimal(5), second.key), core]
    actions.measure(made, said, revision=made.revision, by=ama)
    assert [each.measure for each in made.measures.all()] == [first, second, None]
    with written.on():
        assert actions.submit(made, by=ama).state == "submitted"


def test_co_applicants_agree_first_and_disclose_their_roles(ama: Person, kofi: Person) -> None:
    made = written.whole(ama)
    with pytest.raises(PermissionDenied):
        actions.join(made, by=kofi)
    actions.ask_to_join(made, kofi, by=ama)
    with pytest.raises(PermissionDenied):
        actions.disclose(made, [], by=kofi)
    actions.join(made, by=kofi)
    assert "which roles" in sentences(made)
    actions.disclose(made, [RoleSaid("Lakeside", "Treasurer", paid=True)], by=kofi)
    with written.on():
        actions.submit(made, by=kofi)
    assert made.roles.get().said_by == kofi.key


def test_who_never_agreed_is_off_it_when_it_is_handed_in(ama: Person, kofi: Person) -> None:
    made = written.whole(ama)
    actions.ask_to_join(made, kofi, by=ama)
    with written.on():
        actions.submit(made, by=ama)
    assert not made.co_applicants.exists()


def test_what_keeps_people_safe_is_sealed(ama: Person) -> None:
    made = written.begun(ama)
    actions.say_what_is_needed(made, "Nobody may know the street.", revision=made.revision, by=ama)
    kept = SafetyNeeds.objects.get()
    assert kept.words == "Nobody may know the street."
    assert isinstance(SafetyNeeds.objects.values_list("words", flat=True).get(), Sealed)


def test_who_had_a_grant_is_no_newcomer(ama: Person) -> None:
    world.proposal(ama, "approved", round=world.grant_round("before"))
    made = written.whole(ama)
    with written.on():
        assert not actions.submit(made, by=ama).first_time


def test_who_applied_together_for_a_grant_is_no_newcomer(ama: Person, kofi: Person) -> None:
    before = world.proposal(kofi, "approved", round=world.grant_round("before"), organization="Others")
    world.together(before, ama)
    made = written.whole(ama)
    with written.on():
        assert not actions.submit(made, by=ama).first_time


def test_who_never_agreed_to_an_earlier_grant_is_a_newcomer(ama: Person, kofi: Person) -> None:
    before = world.proposal(kofi, "approved", round=world.grant_round("before"), organization="Others")
    Applicant.objects.create(proposal=before, person=ama, asked_by="test", asked_at=world.HANDED_IN)
    made = written.whole(ama)
    with written.on():
        assert actions.submit(made, by=ama).first_time


def test_who_had_a_grant_is_no_newcomer_by_another_account(ama: Person, kofi: Person) -> None:
    world.proposal(kofi, "approved", round=world.grant_round("before"), organization="Others")
    Person.objects.filter(pk__in=[ama.pk, kofi.pk]).update(email="one@example.org")
    made = written.whole(ama)
    with written.on():
        assert not actions.submit(made, by=ama).first_time


def test_withdrawn_is_over(ama: Person, kofi: Person) -> None:
    made = written.handed_in(ama)
    with pytest.raises(PermissionDenied):
        actions.withdraw(made, by=kofi)
    actions.withdraw(made, reason="No time.", by=ama)
    assert made.state == "withdrawn"
    with pytest.raises(PermissionDenied):
        actions.withdraw(made, by=ama)
