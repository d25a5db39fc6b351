"""The words to which a guardian agrees, or a young person who decides alone. Each version stays as it was.

To change them, add a version: what somebody agreed to can be read again for as long as the consent is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Sentences = tuple[str | Promise, ...]


@dataclass(frozen=True)
class Words:
    version: str
    agreed: Sentences
    known: Sentences  # what data there is
    taken_back: Sentences  # how to take it back

    def __iter__(self) -> Iterator[str]:
        yield from map(str, (*self.agreed, *self.known, *self.taken_back))

    def digest(self, language: str) -> str:
        """Of the words as they are read in a language."""
        with translation.override(language):
            return sha256("\n".join(self).encode()).hexdigest()


VERSIONS = (
    Words(
        version="1",
        agreed=(
            _("They may take part in councils of this site: read, speak, write and vote in them."),
            _("At each meeting there are at least two adults who have been checked."),
            _("Nobody can write to them alone here, and outside the council no page or search names them."),
        ),
        known=(
            _("The name that they chose, how they sign in, and the languages and country that they told."),
            _("Between which ages they are. Nobody asks for a date of birth, a paper or a photo."),
            _("What they say, write and vote in a council."),
        ),
        taken_back=(
            _("At any time and without a reason, by the private link in a letter. It holds at once."),
            _("From then on they can do nothing in a council. All that is known of them can be deleted too."),
        ),
    ),
)
CURRENT = VERSIONS[-1]


def words(version: str) -> Words:
    return next(each for each in VERSIONS if each.version == version)
