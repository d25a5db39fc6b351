"""The seal of a version, and what shows that it, or what it covers, is no longer what was signed.

The seal is the SHA-256 of the document's own SHA-256, of every clause and of the findings it rests on, word
for word, and of who the two sides are: whoever describes a partner anew must not change who signed. Both
sides sign the seal. It stands in the version, in each signature, and in the diary, whose chain nobody
rewrites unseen: changing the file, a row, or both shows.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from django.utils.translation import gettext as _

from thriving.kernel import diary, files
from thriving.programs.partnerships.models import Finding, Meeting, Partner, Partnership, Side, Version
from thriving.programs.partnerships.states import SEALED, VERSION_SIGNED

MADE_READY, SIGNED = "made_ready", "signed"
IDENTITY = ("kind", "name", "country", "region")  # of a partner, beside its affiliate
NAMES = ("title", "our_name")  # of a partnership


def seal_of(version: Version) -> str:
    partnership = version.partnership
    covered = {
        "partnership": partnership.key,
        **{field: getattr(partnership, field) for field in NAMES},
        "partner": _identity(partnership.partner),
        "number": version.number,
        "document": version.sha256,
        "clauses": [
            [each.number, each.text, sorted([finding.key, finding.text] for finding in each.findings.all())]
            for each in version.clauses.prefetch_related("findings__stream")
        ],
    }
    return sha256(json.dumps(covered, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _identity(partner: Partner) -> dict[str, object]:
    """An affiliate names itself in its own record, and may do so anew; its key stays."""
    told = {field: getattr(partner, field) for field in ("key", *IDENTITY)}
    return {**told, "affiliate": partner.affiliate.key if partner.affiliate else ""}


def is_sealed(partnerships: Iterable[Partnership]) -> bool:
    """Whether a text is ready or signed in one of them."""
    return Version.objects.filter(partnership__in=partnerships, state__in=SEALED).exists()


def names_stay() -> str:
    return _("An agreement is ready or signed: its title, and whom it names as its sides, stay as they are.")


def troubles(version: Version) -> list[str]:
    """A sentence for each thing that is not as it was sealed; a draft is not sealed."""
    return list(_troubles(version)) if version.state in SEALED else []


def mismatches() -> Iterator[str]:
    """The same of all agreements, for the check of the installation."""
    sealed = Version.objects.filter(state__in=SEALED).select_related("partnership__partner__affiliate")
    for version in sealed.order_by("pk"):
        for sentence in _troubles(version):
            yield f"{_called(version)}: {sentence}"


def _resting() -> Iterator[files.Rests]:
    for version in Version.objects.exclude(document="").select_related("partnership"):
        yield files.Rests(version.document, version.sha256, _called(version))
    for finding in Finding.objects.exclude(document="").select_related("stream"):
        yield files.Rests(finding.document, finding.sha256, f"finding {finding.key}")
    for meeting in Meeting.objects.exclude(document=""):
        yield files.Rests(meeting.document, meeting.sha256, f"meeting {meeting.pk}")


files.resting.add("partnerships", _resting)


def _called(version: Version) -> str:
    """For whoever keeps the site."""
    return f"agreement {version.partnership.key}, version {version.number}"


def _troubles(version: Version) -> Iterator[str]:
    if not files.is_still(version.document, version.sha256):
        yield _("The document is gone, or it is not the one that was sealed.")
    if seal_of(version) != version.seal:
        yield _("The clauses, what they rest on, or the sides are not those that were sealed.")
    signatures = list(version.signatures.all())
    if any(each.seal != version.seal for each in signatures):
        yield _("A signature is of another text.")
    if version.state == VERSION_SIGNED and {each.side for each in signatures} != set(Side):
        yield _("A signature is missing.")
    if not _told_in_the_diary(version, len(signatures)):
        yield _("The diary tells of another text, or of none.")


def _told_in_the_diary(version: Version, signatures: int) -> bool:
    """That it was made ready once and signed so often, each time with this seal, and with no other."""
    told = diary.entries_about(version).filter(verb__in=(MADE_READY, SIGNED))
    seals = Counter((each.verb, json.loads(each.written or "{}").get("seal")) for each in told)
    return seals == +Counter({(MADE_READY, version.seal): 1, (SIGNED, version.seal): signatures})
