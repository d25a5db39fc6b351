"""What parties may do, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from tests import places
from tests.conftest import AtOnce, person
from tests.programs.exchange import world

from thriving.evidence.models import Fact
from thriving.kernel import clock
from thriving.kernel.models import Mail
from thriving.movement import actions as movement
from thriving.movement.actions import Refused
from thriving.movement.models import Audience, Person, RoleHolding
from thriving.programs.exchange import actions, facts, matches, queries, tasks
from thriving.programs.exchange.models import Call, Exchange, Outcome, Party, Reached, Shown, Way

pytestmark = pytest.mark.django_db


def consistent() -> bool:
    """Whether the exchanges would say today what the ledger holds of them."""
    told = {each.natural_key for statements in facts.STATEMENTS.values() for each in statements()}
    kept = Fact.objects.filter(kind__in=facts.STATEMENTS, superseded_number=None)
    return told == set(kept.values_list("natural_key", flat=True))


def in_days(days: int) -> Any:
    return clock.stopped_at(clock.now() + timedelta(days=days))


def shown(asker: Party, way: Way = Way.GET) -> list[Party]:
    return [each.party for each in matches.proposals(world.by(asker), asker, way).found]


@pytest.mark.parametrize(
    "otherwise",
    [
        {"side": "stolen"},
        {"skill": "juggling"},
        {"skill": "technology"},
        {"level": 6},
        {"languages": ("tlh",)},
        {"until": clock.today() - timedelta(days=1)},
        {"shown_to": "nobody"},
    ],
)
def test_a_line_that_makes_no_sense_is_refused(otherwise: dict[str, Any]) -> None:
    lakeside = world.affiliate()
    with pytest.raises(Refused):
        world.line(lakeside.affiliate, **otherwise)  # type: ignore[arg-type]  # it is one


def test_only_its_officers_keep_what_an_affiliate_tells() -> None:
    lakeside, hillside = world.affiliate("lakeside"), world.affiliate("hillside")
    assert lakeside.affiliate
    told = world.line(lakeside.affiliate)
    for other in (world.officer("hillside"), person("otto"), person("omar", "operator")):
        with pytest.raises(PermissionDenied):
            actions.drop_line(told, by=other)
        with pytest.raises(PermissionDenied):
            actions.take_part(lakeside.affiliate, actions.PartyTold(2, world.until()), by=other)
    with pytest.raises(PermissionDenied):
        actions.pause(hillside, by=world.by(lakeside))


def test_both_agree_and_only_then_it_is_told() -> None:
    asker = world.affiliate(wants=["grants"])
    mara = world.somebody("mara", offers=["grants"])
    assert shown(asker) == [mara]
    exchange = world.asked(asker, mara)
    for somebody in (world.by(asker), person("otto")):
        with pytest.raises(PermissionDenied):
            actions.accept(exchange, by=somebody)
    assert not Fact.objects.filter(kind="exchange.agreed").exists()
    actions.accept(exchange, by=world.by(mara))
    fact = Fact.objects.get(kind="exchange.agreed")
    assert (fact.subject, fact.dimensions) == (
        exchange.key,
        {"skill": "fundraising", "between": "affiliate_and_person"},
    )
    assert consistent()


def test_help_can_be_offered_too() -> None:
    mara = world.somebody("mara", offers=["grants"])
    lakeside = world.affiliate(wants=["grants"])
    assert shown(mara, Way.GIVE) == [lakeside]
    assert shown(mara, Way.GET) == []
    world.somebody("nele", wishes=["grants"])
    assert shown(mara, Way.GIVE) == [lakeside]  # nobody lists people who need help
    world.asked(mara, lakeside, way=Way.GIVE)


def test_whoever_does_not_take_part_is_never_asked() -> None:
    asker = world.affiliate(wants=["grants"])
    mara = world.somebody("mara", offers=["grants"])
    actions.pause(mara, by=world.by(mara))
    assert shown(asker) == []
    with pytest.raises(PermissionDenied):
        world.asked(asker, mara)


@pytest.mark.parametrize(
    "columns",
    [
        {"shielded": True},
        {"is_active": False},
        {"offers_shown_to": Audience.SELF},
        {"name_shown_to": Audience.SELF},
    ],
)
def test_who_is_kept_from_others_is_not_shown(columns: dict[str, Any]) -> None:
    asker = world.affiliate(wants=["grants"])
    mara = world.somebody("mara", offers=["grants"])
    Person.objects.filter(pk=mara.person_id).update(**columns)
    assert shown(asker) == []


@pytest.mark.parametrize("columns", [{"shielded": True}, {"is_active": False}, {"country_id": "GH"}])
def test_nothing_is_passed_on_to_who_must_not_be_reached(columns: dict[str, Any]) -> None:
    places.few(protected="GH")
    asker = world.affiliate(wants=["grants"])
    mara = world.somebody("mara", offers=["grants"], reached=Reached.PASSED_ON)
    Person.objects.filter(pk=mara.person_id).update(**columns)
    actions.call(asker, Way.GET, "grants", by=world.by(asker))
    assert actions.pass_on("tests") == 0


def test_nobody_under_age_takes_part() -> None:
    mara = world.somebody("mara", offers=["grants"])
    asker = world.affiliate(wants=["grants"])
    exchange = world.asked(asker, mara)
    Person.objects.filter(pk=mara.person_id).update(shielded=True)
    minor = world.by(mara)
    assert not queries.exchanges_for(minor).exists()
    with pytest.raises(PermissionDenied):
        actions.accept(exchange, by=minor)
    with pytest.raises(PermissionDenied):
        actions.take_part(minor, actions.PartyTold(2, world.until(), "x"), by=minor)


def test_a_removed_officer_can_do_nothing_more() -> None:
    exchange = world.agreed()
    officer = world.officer("lakeside")
    assert list(queries.exchanges_for(officer)) == [exchange]
    RoleHolding.objects.filter(person=officer).update(ends_on=clock.today())
    gone = Person.objects.get(pk=officer.pk)
    assert not queries.exchanges_for(gone).exists()
    assert exchange.asker
    with pytest.raises(PermissionDenied):
        actions.end(exchange, by=gone)
    assert gone not in queries.officers_of(exchange.asker)


def test_a_party_is_asked_once() -> None:
    asker, mara = world.affiliate(wants=["grants"]), world.somebody("mara", offers=["grants"])
    exchange = world.asked(asker, mara)
    actions.withdraw(exchange, by=world.by(asker))
    assert shown(asker) == []
    with pytest.raises(PermissionDenied):
        world.asked(asker, mara)
    with pytest.raises(IntegrityError), transaction.atomic():
        Exchange.objects.create(
            asker=asker,
            asked=mara,
            way="get",
            skill="grants",
            between="people",
            asked_at=clock.now(),
            due_on=clock.today(),
        )


def test_five_requests_a_week_whomever_somebody_asks_for() -> None:
    asker = world.affiliate(wants=["grants"])
    for number in range(3):
        exchange = world.asked(asker, world.somebody(f"mara{number}", offers=["grants"]))
        actions.withdraw(exchange, by=world.by(asker))
    actions.call(asker, Way.GET, "grants", by=world.by(asker))
    other = world.affiliate("hillside", wants=["grants"])
    RoleHolding.objects.create(
        person=world.officer(), role="affiliate_contact", scope="affiliate:hillside", begins_on=clock.today()
    )
    officer = Person.objects.get(pk=world.officer().pk)
    mila = world.somebody("mila", offers=["grants"])
    actions.ask(other, mila.key, Way.GET, "grants", by=officer)
    with pytest.raises(Refused, match="next week"):
        actions.call(other, Way.GET, "grants", by=officer)
    with in_days(8):
        actions.call(other, Way.GET, "grants", by=officer)


def test_a_full_party_is_not_shown_and_accepts_nobody() -> None:
    mara = world.somebody("mara", offers=["grants"], capacity=1)
    lakeside, hillside = (world.affiliate(key, wants=["grants"]) for key in ("lakeside", "hillside"))
    waiting = world.asked(lakeside, mara)
    found = matches.proposals(world.by(hillside), hillside, Way.GET)
    assert found.found == []
    assert found.left_out == ["One has no room at present."]
    actions.accept(waiting, by=world.by(mara))
    late = Exchange.objects.create(
        asker=hillside,
        asked=mara,
        way="get",
        skill="grants",
        between="people",
        asked_at=clock.now(),
        due_on=clock.today(),
    )
    with pytest.raises(Refused, match="room"):
        actions.accept(late, by=world.by(mara))


def test_it_is_said_what_would_change_the_list() -> None:
    asker = world.affiliate(wants=["grants"])
    world.affiliate("hillside", offers=["grants"], languages=("es",))
    world.affiliate("seaside", offers=["lua"])
    found = matches.proposals(world.by(asker), asker, Way.GET)
    assert found.left_out == ["One is in no language that you share.", "One has told of other skills only."]
    assert found.changes == ["With one of these languages there would be more: Spanish."]


def test_a_score_is_the_sum_of_its_parts() -> None:
    asker, mara = world.affiliate(wants=["grants"]), world.somebody("mara", offers=["grants"])
    (each,) = matches.proposals(world.by(asker), asker, Way.GET).found
    assert (each.party, sum(each.kept["parts"].values())) == (mara, each.kept["score"])


def test_of_two_accepted_at_once_one_comes_in(at_once: AtOnce) -> None:
    mara = world.somebody("mara", offers=["grants"], capacity=2)
    keys = [world.asked(world.affiliate(each, wants=["grants"]), mara).key for each in ("lake", "hill")]
    Party.objects.filter(pk=mara.pk).update(capacity=1)
    outcomes = at_once(
        *(lambda key=key: actions.accept(Exchange.objects.get(key=key), by=world.by(mara)) for key in keys)
    )
    assert outcomes.count(None) == 1
    assert Exchange.objects.filter(state="accepted").count() == 1
    assert consistent()


def test_after_sixty_days_each_side_tells_once() -> None:
    exchange = world.agreed()
    with in_days(59):
        assert actions.ask_what_came("tests") == 0
    with in_days(60):
        tasks.ask_what_came_of_exchanges()
        assert actions.ask_what_came("tests") == 0
        asker, asked = world.officer(), world.by(exchange.asked)  # type: ignore[arg-type]  # they are there
        mine, theirs = (queries.outcomes_to_tell(each).get() for each in (asker, asked))
        with pytest.raises(PermissionDenied):
            actions.tell_outcome(mine, "helped", by=asked)
        with pytest.raises(Refused):
            actions.tell_outcome(mine, "great", by=asker)
        actions.tell_outcome(mine, "helped", words="We wrote our first grant.", by=asker)
        actions.tell_outcome(theirs, "not", by=asked)
        with pytest.raises(PermissionDenied):
            actions.tell_outcome(mine, "not", by=asker)
    told = Fact.objects.filter(kind="exchange.helped", superseded_number=None).order_by("number")
    assert [(each.dimensions["side"], each.dimensions["outcome"]) for each in told] == [
        ("learner", "helped"),
        ("helper", "not"),
    ]
    assert consistent()


def test_whoever_leaves_takes_their_words_and_looks_like_silence() -> None:
    asker, mara = world.affiliate(wants=["grants"]), world.somebody("mara", offers=["grants"], wishes=["lua"])
    waiting = world.asked(asker, mara, words="Dear somebody")
    helper = world.affiliate("hillside", offers=["lua"])
    told = world.asked(mara, helper, "lua", words="I live at the blue house")
    actions.accept(told, by=world.by(helper))
    movement.leave(world.by(mara), by=world.by(mara))
    waiting.refresh_from_db()
    told.refresh_from_db()
    assert (waiting.state, waiting.asked) == ("asked", None)
    assert (told.state, told.words, told.asker) == ("ended", "", None)
    assert not Party.objects.filter(person__isnull=False).exists()
    with in_days(15):
        tasks.end_requests()
        waiting.refresh_from_db()
        assert waiting.state == "expired"
    assert consistent()


def test_letters_tell_no_names_no_skills_and_no_words() -> None:
    asker, mara = world.affiliate(wants=["grants"]), world.somebody("mara", offers=["grants"])
    exchange = world.asked(asker, mara, words="Meet me at the blue house")
    actions.accept(exchange, by=world.by(mara))
    letters = "".join(mail.subject + mail.text for mail in Mail.objects.all())
    assert Mail.objects.count() == 3
    assert not any(word in letters for word in ("blue house", "Mara", "Lakeside", "grant"))


def test_hostile_words_are_kept_as_one_plain_line() -> None:
    lakeside = world.affiliate().affiliate
    assert lakeside
    told = world.line(lakeside, note="<script>\u202ealert(1)\r\nBcc: x@example.org")
    assert told.note == "<script>alert(1) Bcc: x@example.org"


def test_a_call_is_closed_on_its_day() -> None:
    asker = world.affiliate(wants=["grants"])
    actions.call(asker, Way.GET, "grants", by=world.by(asker))
    with pytest.raises(Refused, match="already"):
        actions.call(asker, Way.GET, "grants", by=world.by(asker))
    with pytest.raises(Refused, match="told"):
        actions.call(asker, Way.GET, "lua", by=world.by(asker))
    with in_days(15):
        tasks.end_requests()
    assert Call.objects.get().state == "over"


def test_a_line_for_matched_ones_is_reached_by_a_call_alone() -> None:
    asker = world.affiliate(wants=["grants"])
    private = world.affiliate("hillside", offers=["grants"], shown_to=Shown.MATCHED)
    assert shown(asker) == []
    actions.call(asker, Way.GET, "grants", by=world.by(asker))
    assert actions.pass_on("tests") == 1
    exchange = queries.to_answer(world.by(private)).get()
    actions.accept(exchange, by=world.by(private))
    assert list(queries.exchanges_for(world.by(asker))) == [exchange]
    assert Outcome.objects.count() == 0
