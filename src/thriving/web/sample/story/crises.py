"""Crises of the sample year: playbooks, a rota and drills first, then two events, and two that were none.

What is written here of them is invented, and read only by those who answer crises.
"""

from __future__ import annotations

from datetime import date

from thriving.web.sample.deeds import OfCrisis

BLOCKED, PERSECUTED = "A site is blocked", "Volunteers are persecuted"
PLAYBOOKS = {
    BLOCKED: (
        "Have two people in different networks look whether it is so.",
        "Ask the engineers whether it is our own fault.",
        "Tell the communities of that language how they can read on.",
        "Ask the lawyers whether an order was served.",
        "Agree with the leadership on what is said in public, and when.",
    ),
    PERSECUTED: (
        "Ask by a safe way what those at risk need now. Do nothing over their heads.",
        "Agree on one person who keeps in touch.",
        "Look who else could be found by the same means.",
        "Ask partners for human rights what has helped there before.",
        "Say nothing in public without consent.",
    ),
}
GOOD_UNTIL = {date(2019, 10, 28): date(2020, 4, 20), date(2020, 4, 14): date(2020, 10, 9)}
ON_CALL_FROM, TURNS, DAYS_OF_A_TURN = date(2019, 12, 11), 9, 28
LEARNED = {
    date(2020, 1, 29): "The list of contacts was old. It is now looked through each month.",
    date(2020, 4, 22): "Handing over at night took too long: whoever stands in now reads along.",
    date(2020, 6, 19): "All clocks were met. Two steps of the playbook say the same.",
}
# By the order in which they were raised: what it is about, and what whoever raised it wrote.
RAISED = (
    ("blackout", "no", "many", "Since this morning no page opens with two providers of the country."),
    ("threat", "no", "one", "Somebody who writes about mining gets messages that say where they work."),
    ("other", "no", "one", "An article was deleted and its author is angry about it."),
    ("other", "no", "some", "A mailing list is full of advertisements."),
)
CRITERIA: tuple[dict[str, str], ...] = ({"blocked": "yes", "state": "unsure"}, {"discretion": "yes"}, {}, {})
SEVERITIES = (None, 3, None, None)
REASONS = (
    "Two providers refuse the site, and nobody knows yet who asked them to.",
    "The messages name a place of work: it may reach them offline.",
    "A matter for the community of that wiki.",
    "Nobody is at risk; whoever keeps the list was told.",
)
REPORTS = (
    "The site is out of reach with two providers; with all others it opens.",
    "Those concerned were reached. They want nothing said in public.",
)
REVIEW = (
    "We knew within an hour what it was. Writing to the communities took a day, for want of translations."
)
ACTION = "Keep a letter to the communities ready in six languages."


def deeds() -> tuple[OfCrisis, ...]:
    return (
        OfCrisis(date(2019, 10, 28), "prepare"),
        OfCrisis(ON_CALL_FROM, "put_on_call"),
        OfCrisis(date(2020, 1, 29), "drill"),
        OfCrisis(date(2020, 4, 14), "review_playbooks"),
        OfCrisis(date(2020, 4, 22), "drill"),
        OfCrisis(date(2020, 5, 9), "begin", 0),
        OfCrisis(date(2020, 5, 9), "answer", 0),
        OfCrisis(date(2020, 5, 14), "calm", 0),
        OfCrisis(date(2020, 5, 20), "learn", 0),
        OfCrisis(date(2020, 5, 23), "count"),
        OfCrisis(date(2020, 6, 2), "begin", 1),
        OfCrisis(date(2020, 6, 3), "answer", 1),
        OfCrisis(date(2020, 6, 9), "turn_down", 2),
        OfCrisis(date(2020, 6, 10), "read", 2),
        OfCrisis(date(2020, 6, 12), "close", 0),
        OfCrisis(date(2020, 6, 15), "calm", 1),
        OfCrisis(date(2020, 6, 17), "count"),
        OfCrisis(date(2020, 6, 19), "drill"),
        OfCrisis(date(2020, 6, 30), "turn_down", 3),
    )
