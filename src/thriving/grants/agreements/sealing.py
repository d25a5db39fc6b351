"""The seal of a text, and what shows that what was signed is no longer what stands there.

The seal is the SHA-256 of the terms and of every word of the body. It stands in the text, in each signature,
and in the diary, whose chain nobody rewrites unseen.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from django.utils.translation import gettext as _

from thriving.grants.agreements.models import Side, Text
from thriving.grants.agreements.states import SEALED, TEXT_SIGNED
from thriving.kernel import diary

MADE_READY, SIGNED = "made_ready", "signed"
_WORDS = ("number", "our_name", "their_name", "conditions", "body")


def seal_of(text: Text) -> str:
    covered = {
        "agreement": text.agreement.key,
        "proposal": text.agreement.proposal.key,
        "template": [text.template.key, text.template.number],
        "award": str(text.money),
        "from": text.begins_on.isoformat(),
        "until": text.ends_on.isoformat(),
        **{name: getattr(text, name) for name in _WORDS},
    }
    return sha256(json.dumps(covered, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def troubles(text: Text) -> list[str]:
    """A sentence for each thing that is not as it was sealed; a draft is not sealed."""
    return list(_troubles(text)) if text.state in SEALED else []


def mismatches() -> Iterator[str]:
    """The same of all agreements, for the check of the installation."""
    sealed = Text.objects.filter(state__in=SEALED).select_related("agreement__proposal", "template")
    for text in sealed.order_by("pk"):
        for sentence in _troubles(text):
            yield f"grant agreement {text.agreement.key}, text {text.number}: {sentence}"


def _troubles(text: Text) -> Iterator[str]:
    if seal_of(text) != text.seal:
        yield _("The terms or the words are not those that were sealed.")
    signatures = list(text.signatures.all())
    if any(each.seal != text.seal for each in signatures):
        yield _("A signature is of another text.")
    if text.state == TEXT_SIGNED and {each.side for each in signatures} != set(Side):
        yield _("A signature is missing.")
    if not _told_in_the_diary(text, len(signatures)):
        yield _("The diary tells of another text, or of none.")


def _told_in_the_diary(text: Text, signatures: int) -> bool:
    """That it was made ready once and signed so often, each time with this seal, and with no other."""
    told = diary.entries_about(text).filter(verb__in=(MADE_READY, SIGNED))
    seals = Counter((each.verb, (each.body or {}).get("seal")) for each in told)
    return seals == +Counter({(MADE_READY, text.seal): 1, (SIGNED, text.seal): signatures})
