"""The kinds of fact that arrive by import and by hand until the packages that own the work state them."""

from thriving.evidence.facts import (
    affiliates,
    indicators,
    milestones,
    organizations,
    people,
    research,
    safety,
    stated,
)

__all__ = [
    "affiliates",
    "indicators",
    "milestones",
    "organizations",
    "people",
    "research",
    "safety",
    "stated",
]
