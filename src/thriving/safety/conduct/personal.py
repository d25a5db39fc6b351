"""What codes of conduct know of a person: what goes into their file, and what stays when they leave."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.movement.personal import declare, needed
from thriving.safety.conduct.models import (
    Acknowledgement,
    Ballot,
    Comment,
    Endorsement,
    Review,
    Text,
    Version,
    Voter,
)

_STAYS = _("It stays for everybody to read, under a random identifier that no longer leads to anybody.")
_WHEN, _DAY, _CODE, _VERSION = _("When"), _("Day"), _("Code of conduct"), _("Version")

declare(
    "conduct.Version",
    _("Versions of a code of conduct that you began or froze"),
    rows=lambda person: Version.objects.filter(Q(drafted_by=person.key) | Q(frozen_by=person.key)).values(
        "code__key", "number", "drafted_on"
    ),
    columns={"code__key": _CODE, "number": _VERSION, "drafted_on": _DAY},
    stays=_STAYS,
)
declare(
    "conduct.Text",
    _("Texts of a code of conduct that you wrote"),
    rows=lambda person: Text.objects.filter(written_by=person.key).values(
        "version__code__key", "version__number", "language", "written_at"
    ),
    columns={
        "version__code__key": _CODE,
        "version__number": _VERSION,
        "language": _("Language"),
        "written_at": _WHEN,
    },
    stays=_STAYS,
)
declare(
    "conduct.Comment",
    _("What you said of a code of conduct, and what you answered or hid"),
    rows=lambda person: Comment.objects.filter(
        Q(author=person) | Q(answered_by=person.key) | Q(hidden_by=person.key)
    ).values("version__code__key", "version__number", "number", "words", "said_at"),
    columns={
        "version__code__key": _CODE,
        "version__number": _VERSION,
        "number": _("Number"),
        "words": _("What was said"),
        "said_at": _WHEN,
    },
    stays=_("What you said stays for everybody to read, with nobody’s name."),
)
declare(
    "conduct.Ballot",
    _("Ballots on a code of conduct that you declared"),
    rows=lambda person: Ballot.objects.filter(declared_by=person.key).values(
        "version__code__key", "version__number", "declared_at"
    ),
    columns={"version__code__key": _CODE, "version__number": _VERSION, "declared_at": _WHEN},
    stays=_STAYS,
)
declare(
    "conduct.Voter",
    _("Ballots on a code of conduct in which you may vote"),
    rows=lambda person: Voter.objects.filter(person=person).values(
        "ballot__version__code__key", "ballot__version__number", "voted"
    ),
    columns={
        "ballot__version__code__key": _CODE,
        "ballot__version__number": _VERSION,
        "voted": _("Whether you have voted"),
    },
    stays=_("That somebody could vote, and whether they did, stays with nobody’s name. How is kept nowhere."),
)
declare(
    "conduct.Endorsement",
    _("Decisions of the Board that you recorded"),
    rows=lambda person: Endorsement.objects.filter(recorded_by=person.key).values(
        "version__code__key", "version__number", "title", "recorded_at"
    ),
    columns={
        "version__code__key": _CODE,
        "version__number": _VERSION,
        "title": _("Title"),
        "recorded_at": _WHEN,
    },
    stays=_STAYS,
)
declare(
    "conduct.Review",
    _("Codes of conduct that you reviewed"),
    rows=lambda person: Review.objects.filter(reviewed_by=person.key).values(
        "version__code__key", "version__number", "on", "words"
    ),
    columns={
        "version__code__key": _CODE,
        "version__number": _VERSION,
        "on": _DAY,
        "words": _("What you wrote"),
    },
    stays=_STAYS,
)
declare(
    "conduct.Acknowledgement",
    _("Codes of conduct that you acknowledged"),
    rows=lambda person: Acknowledgement.objects.filter(person=person).values(
        "version__code__key", "version__number", "role", "language", "given_at"
    ),
    columns={
        "version__code__key": _CODE,
        "version__number": _VERSION,
        "role": _("Role"),
        "language": _("Language"),
        "given_at": _WHEN,
    },
)
# Without these entries nobody could see that a text is still the one that was frozen.
needed.add("conduct", Q(subject__startswith="conduct.version:", verb__in=("froze", "added_translation")))
