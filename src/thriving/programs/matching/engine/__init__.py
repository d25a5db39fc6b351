"""From what somebody wants and what is offered to a list in order, with the reason of each place in it.

Pure: plain data in, plain data out. First filters, each of which tells how many it removed; then a sum of
weights times parts, in whole hundredths, so that what is explained is what was computed.
"""

from thriving.programs.matching.engine.asking import Asking, Terms
from thriving.programs.matching.engine.filters import EXCHANGING, FINDING, PAIRING, Filter
from thriving.programs.matching.engine.parts import NEUTRAL, PARTS, Part
from thriving.programs.matching.engine.ranking import Change, Contribution, Found, Match, Removed, rank
from thriving.programs.matching.engine.said import Offer, Wanted
from thriving.programs.matching.engine.spread import Spread, gini, spread
from thriving.programs.matching.engine.tree import Tree

__all__ = [
    "EXCHANGING",
    "FINDING",
    "NEUTRAL",
    "PAIRING",
    "PARTS",
    "Asking",
    "Change",
    "Contribution",
    "Filter",
    "Found",
    "Match",
    "Offer",
    "Part",
    "Removed",
    "Spread",
    "Terms",
    "Tree",
    "Wanted",
    "gini",
    "rank",
    "spread",
]
