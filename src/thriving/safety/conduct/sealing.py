"""Whether a frozen text is still the one that was put to the vote, and what shows that it is not.

The SHA-256 of each language's text stands in the version and in the diary, whose chain nobody rewrites
unseen.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256

from django.db.models import Sum
from django.utils.translation import gettext as _

from thriving.kernel import diary, files
from thriving.safety.conduct.models import Ballot, Endorsement, Version
from thriving.safety.conduct.queries import texts_of

FROZE, TRANSLATED = "froze", "added_translation"


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def troubles(version: Version) -> list[str]:
    """A sentence for each thing that is not as it was frozen; a draft is not frozen."""
    return list(_troubles(version)) if version.is_sealed else []


def mismatches() -> Iterator[str]:
    """The same of all codes, and of their ballots, for the check of the installation."""
    for version in Version.objects.exclude(seals={}).select_related("code").order_by("pk"):
        for sentence in _troubles(version):
            yield f"{_called(version)}: {sentence}"
    for ballot in Ballot.objects.exclude(opened_at=None).select_related("version__code").order_by("pk"):
        counted = ballot.tallies.aggregate(votes=Sum("votes"))["votes"]
        if counted != ballot.voters.filter(voted=True).count():
            yield f"ballot on {_called(ballot.version)}: votes do not add up"


def _troubles(version: Version) -> Iterator[str]:
    texts = texts_of(version)
    for language, seal in version.seals.items():
        if language not in texts or digest_of(texts[language].text) != seal:
            yield _("The text in %(language)s is not the one that was frozen.") % {"language": language}
    if _told_in_the_diary(version) != version.seals:
        yield _("The diary tells of another text, or of none.")
    proof = Endorsement.objects.filter(version=version).first()
    if proof and proof.document and not files.is_still(proof.document, proof.sha256):
        yield _("The document that shows the endorsement is gone, or it is another one.")


def _told_in_the_diary(version: Version) -> dict[str, str]:
    told: dict[str, str] = {}
    for entry in diary.entries_about(version).filter(verb__in=(FROZE, TRANSLATED)).order_by("number"):
        told |= json.loads(entry.written or "{}").get("seals", {})
    return told


def _resting() -> Iterator[files.Rests]:
    for each in Endorsement.objects.exclude(document="").select_related("version__code"):
        yield files.Rests(each.document, each.sha256, f"endorsement of {_called(each.version)}")


def _called(version: Version) -> str:
    """For whoever keeps the site."""
    return f"code {version.code.key}, version {version.number}"


files.resting.add("conduct", _resting)
