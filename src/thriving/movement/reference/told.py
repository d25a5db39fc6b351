from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.text import slugify

from thriving.movement.models import Country, Language, LanguageTerritory, Wiki


class Refused(Exception):
    """What was brought cannot be taken over; each sentence says what is wrong, and where."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Scheme:
    """A division of the world as told: by the code of a country, the English name of its region."""

    key: str
    source: str
    members: Mapping[str, str]

    @property
    def title(self) -> str:
        """In English: ``Grant committee regions``."""
        return f"{self.key.replace('-', ' ').capitalize()} regions"

    @property
    def regions(self) -> dict[str, str]:
        """The names of the regions by key."""
        return {region_key(name): name for name in sorted(set(self.members.values()))}

    @property
    def keys(self) -> dict[str, str]:
        """By the code of a country, the key of its region."""
        return {country: region_key(name) for country, name in self.members.items()}


@dataclass(frozen=True)
class Reference:
    """What was told, as records that are not in the database yet. None: nothing was told of these at all."""

    source: str
    countries: Mapping[str, Country] | None = None
    protected: frozenset[str] | None = None
    schemes: tuple[Scheme, ...] = ()
    languages: Mapping[str, Language] = field(default_factory=dict)
    territories: Mapping[tuple[str, str], LanguageTerritory] | None = None
    wikis: Mapping[str, Wiki] | None = None
    notes: tuple[str, ...] = ()  # what was odd and yet understood


def region_key(name: str) -> str:
    """``East, Southeast Asia, & Pacific`` is ``east-southeast-asia-and-pacific``."""
    return slugify(name.replace("&", "and"))
