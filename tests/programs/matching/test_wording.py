from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils.translation import override
from tests.programs.matching.offering import DAY, TERMS

from thriving.programs.matching import wording
from thriving.programs.matching.engine import PARTS, Match, Offer, Wanted, rank

WANTED = Wanted(
    topics={"photo": 1},
    needs={"money": 1},
    languages={"dag": 5},
    country="GH",
    hours=3,
    level=2,
    offers=frozenset({"law"}),
)
OFFER = Offer(
    "made-up:photos",
    topics=frozenset({"press"}),
    gives=frozenset({"money"}),
    languages={"dag": 3},
    regions=frozenset({"africa"}),
    hours=4,
    pace="once",
    level=2,
    wants=frozenset({"law"}),
    closes_on=DAY,
    places_left=1,
    confirmed_on=DAY,
)


def matched(wanted: Wanted = WANTED, offer: Offer = OFFER) -> Match:
    return rank(wanted, [offer], TERMS).matches[0]


def test_every_part_has_a_title_a_meaning_and_a_sentence() -> None:
    assert set(wording.PARTS) == set(wording.MEANINGS) == {part.name for part in PARTS}
    assert all(line.words for line in wording.lines(matched()))


def test_reasons_say_what_speaks_for_it_and_what_presses() -> None:
    assert wording.in_a_row(wording.reasons(matched(), {"money": "Money"})) == (
        "offers: Writing for the press (which is close), Money; goes as far as what you know; "
        "in your language, Dagbani; takes 4 hours altogether; for your region; wants what you can give: "
        "Law and statutes; comes first because it is for those served least: Dagbani; one place left; "
        "closes today"
    )


def test_what_is_exactly_what_was_wanted_is_not_called_close_too() -> None:
    wanted, offer = (
        Wanted(topics={"photo": 1, "press": 1}),
        Offer("made-up:press", topics=frozenset({"press"})),
    )
    assert wording.reasons(matched(wanted, offer))[0] == "offers: Writing for the press"


def test_what_others_want_is_not_said_to_be_offered() -> None:
    told = wording.reasons(matched(replace(WANTED, is_offered=True, needs={})))
    assert told[0] == "wants: Writing for the press (which is close)"


def test_what_was_not_told_says_who_could_tell_it() -> None:
    told = {line.title: line.words for line in wording.lines(matched(Wanted(hours=3), Offer("made-up:bare")))}
    assert told["Language"] == "Tell your language, and this can count more."
    assert told["Time"] == "It does not say, so this counts half."


def test_more_time_than_one_has_is_no_reason() -> None:
    much = replace(OFFER, pace="weekly", hours=6)
    assert not any("hours a week" in each for each in wording.reasons(matched(offer=much)))
    (line,) = (line for line in wording.lines(matched(offer=much)) if line.title == "Time")
    assert (line.points, line.most, line.words) == ("5", "10", "takes 6 hours a week")


@pytest.mark.parametrize(("hundredths", "shown"), [(9200, "92"), (9250, "92.5"), (8615, "86.15"), (0, "0")])
def test_points_show_no_more_decimals_than_there_are(hundredths: int, shown: str) -> None:
    with override("en"):
        assert wording.points(hundredths) == shown
