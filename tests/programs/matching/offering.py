"""What hypothesis draws: wishes, offers and terms over a small vocabulary, so that they meet often."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from thriving.programs.matching.engine import FINDING, PARTS, Offer, Terms, Tree, Wanted

DAY = date(2020, 4, 15)
TREE = Tree({"media": "", "press": "media", "photo": "media", "portrait": "photo", "law": ""})
REGIONS = {"GH": frozenset({"africa"}), "NG": frozenset({"africa"}), "IN": frozenset({"asia"})}
WEIGHTS = {
    "wanted": 40,
    "level": 15,
    "language": 15,
    "availability": 10,
    "place": 5,
    "recency": 5,
    "reciprocity": 5,
    "under_served": 5,
}
TERMS = Terms(WEIGHTS, DAY, FINDING, TREE, REGIONS, frozenset({"dag"}), "initiatives", 1)

assert set(WEIGHTS) == {part.name for part in PARTS}

topics = st.sampled_from([*TREE.parents])
gives = st.sampled_from(["money", "training", "advice"])
languages = st.dictionaries(st.sampled_from(["dag", "en", "ar"]), st.integers(0, 5), max_size=2)
countries = st.sampled_from([*REGIONS])
days = st.none() | st.integers(-40, 40).map(lambda days: DAY + timedelta(days))
hours = st.none() | st.integers(0, 40)
priorities = st.integers(1, 3)
keys = st.integers(0, 9).map("initiatives:{}".format)

wishes = st.builds(
    Wanted,
    topics=st.dictionaries(topics, priorities, max_size=3),
    needs=st.dictionaries(gives, priorities, max_size=2),
    languages=languages,
    country=st.just("") | countries,
    region=st.sampled_from(["", "africa"]),
    stage=st.sampled_from(["", "idea"]),
    hours=hours,
    level=st.none() | st.integers(1, 5),
    week=st.integers(0, 2**6),
    utc_offset=st.none() | st.integers(-720, 840),
    offers=st.frozensets(topics, max_size=2),
    blocked=st.frozensets(keys, max_size=2),
)
offers = st.builds(
    Offer,
    key=keys,
    topics=st.frozensets(topics, max_size=3),
    gives=st.frozensets(gives, max_size=2),
    languages=languages,
    countries=st.frozensets(countries, max_size=1),
    regions=st.frozensets(st.sampled_from(["africa", "asia"]), max_size=1),
    stages=st.frozensets(st.sampled_from(["idea", "running"]), max_size=1),
    opens_on=days,
    closes_on=days,
    places_left=st.none() | st.integers(0, 2),
    hours=hours,
    pace=st.sampled_from(["weekly", "once"]),
    level=st.none() | st.integers(1, 5),
    week=st.integers(0, 2**6),
    utc_offset=st.none() | st.integers(-720, 840),
    wants=st.frozensets(topics, max_size=2),
    confirmed_on=days,
)
lists = st.lists(offers, max_size=8, unique_by=lambda offer: offer.key)
