"""Exact totals of requirements with different filters are linked like tables."""

from __future__ import annotations

from collections.abc import Mapping

from thriving.evidence.disclosure.dimensions import Place, place
from thriving.evidence.disclosure.filtered import Decision, Filter, Telling, Totals, decide
from thriving.evidence.disclosure.releases import Change
from thriving.evidence.disclosure.rules import Rules

EXACT, STANDING, HIDDEN = Telling.EXACT, Telling.STANDING, Telling.HIDDEN


def at(continent: str, role: str) -> Place:
    return place(("continent", continent), ("role", role))


PEOPLE = {
    at("africa", "organizer"): 40,
    at("africa", "student"): 20,
    at("asia", "organizer"): 30,
    at("asia", "student"): 4,
    at("europe", "organizer"): 2,
    at("europe", "student"): 15,
}
EVERYBODY = frozenset(PEOPLE)


def those(word: str) -> Filter:
    return frozenset(each for each in PEOPLE if any(word in pair for pair in each))


ALL = {"all": EVERYBODY}
AFRICA, ASIA, ORGANIZERS = those("africa"), those("asia"), those("organizer")


def tellings(decisions: Mapping[str, Decision]) -> dict[str, Telling]:
    return {key: decision.telling for key, decision in decisions.items()}


def grown(**more: int) -> dict[Place, int]:
    """``africa_organizer=3``: three more of them."""
    return {
        each: people + more.get("_".join(dict(sorted(each)).values()), 0) for each, people in PEOPLE.items()
    }


def test_large_totals_are_told() -> None:
    decisions = decide(PEOPLE, {**ALL, "africa": AFRICA, "organizers": ORGANIZERS})
    assert decisions == {
        "all": Decision(EXACT, 111),
        "africa": Decision(EXACT, 60),
        "organizers": Decision(EXACT, 72),
    }


def test_a_small_total_is_hidden() -> None:
    few = frozenset({at("asia", "student")})
    assert decide(PEOPLE, {**ALL, "few": few})["few"] == Decision(HIDDEN)


def test_a_total_without_a_small_group_beyond_it_tells_nothing() -> None:
    """All less these would be the four students of Asia."""
    rest = EVERYBODY - {at("asia", "student")}
    assert decide(PEOPLE, {"rest": rest})["rest"] == Decision(EXACT, 107)
    assert decide(PEOPLE, {**ALL, "rest": rest})["rest"] == Decision(HIDDEN)


def test_of_two_totals_that_differ_by_few_the_first_is_told() -> None:
    asian_organizers = frozenset({at("asia", "organizer")})
    filters = {"asia": ASIA, "organizers": asian_organizers}
    assert tellings(decide(PEOPLE, filters)) == {"asia": EXACT, "organizers": HIDDEN}
    turned = dict(reversed(filters.items()))
    assert tellings(decide(PEOPLE, turned)) == {"organizers": EXACT, "asia": HIDDEN}


def test_three_totals_can_tell_what_no_two_do() -> None:
    """Organizers less those of Africa less those of Asia are the two of Europe."""
    african, asian = (frozenset({at(continent, "organizer")}) for continent in ("africa", "asia"))
    told = decide(PEOPLE, {"organizers": ORGANIZERS, "african": african, "asian": asian})
    assert tellings(told) == {"organizers": EXACT, "african": EXACT, "asian": HIDDEN}


def test_overlapping_filters_bound_what_they_share() -> None:
    one = frozenset({at("africa", "student"), at("asia", "student")})
    other = frozenset({at("asia", "student"), at("europe", "student")})
    both = one | other
    told = decide(PEOPLE, {"one": one, "other": other, "both": both})
    assert tellings(told) == {"one": EXACT, "other": EXACT, "both": HIDDEN}


def test_the_whole_is_told_however_few_there_are() -> None:
    few = {at("africa", "organizer"): 3, at("asia", "organizer"): 1}
    decisions = decide(few, {"all": frozenset(few), "africa": frozenset({at("africa", "organizer")})})
    assert decisions == {"all": Decision(EXACT, 4), "africa": Decision(HIDDEN)}


def test_a_total_stands_until_ten_more_are_counted() -> None:
    filters = {**ALL, "africa": AFRICA}
    before = Totals(PEOPLE, filters, decide(PEOPLE, filters), Change(12, 0))
    few = decide(grown(africa_organizer=3, europe_student=9), filters, earlier=[before])
    assert few == {"all": Decision(EXACT, 123), "africa": Decision(STANDING, 60)}
    many = decide(grown(africa_organizer=10, europe_student=2), filters, earlier=[before])
    assert many["africa"] == Decision(EXACT, 70)


def test_that_nobody_came_is_not_told_either() -> None:
    filters = {**ALL, "africa": AFRICA}
    before = Totals(PEOPLE, filters, decide(PEOPLE, filters), Change(12, 0))
    assert decide(grown(europe_student=12), filters, earlier=[before])["africa"] == Decision(STANDING, 60)


def test_a_small_total_that_grew_stays_hidden_while_it_would_tell_how_few_there_were() -> None:
    filters = {**ALL, "students": frozenset({at("asia", "student")})}
    before = Totals(PEOPLE, filters, decide(PEOPLE, filters), Change(12, 0))
    after = grown(asia_student=9, africa_organizer=3)
    assert decide(after, filters)["students"] == Decision(EXACT, 13)
    assert decide(after, filters, earlier=[before])["students"] == Decision(HIDDEN)


def test_it_is_told_once_all_of_them_may_have_come_since() -> None:
    filters = {**ALL, "students": frozenset({at("asia", "student")})}
    before = Totals(PEOPLE, filters, decide(PEOPLE, filters), Change(40, 0))
    after = grown(asia_student=9, africa_organizer=31)
    assert decide(after, filters, earlier=[before])["students"] == Decision(EXACT, 13)


def test_the_rules_decide_what_is_small() -> None:
    filters = {**ALL, "students": frozenset({at("europe", "student")})}
    assert decide(PEOPLE, filters)["students"].telling is EXACT
    assert decide(PEOPLE, filters, rules=Rules(least=16))["students"].telling is HIDDEN
