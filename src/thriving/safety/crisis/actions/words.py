"""The one check of what is written of a crisis: nobody at risk can be found by it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.safety.protocols import contacts, naming

LONGEST = 5_000


@dataclass(frozen=True)
class Written:
    """What somebody wrote. ``names_nobody``: they say that what looks like a name in it is none."""

    text: str
    names_nobody: bool = False


NOTHING = Written("")


def safe(written: Written, *, longest: int = LONGEST) -> str:
    """The text, cleaned; refused where it is empty, too long, or leads to somebody."""
    said = clean(written.text)
    if not said:
        raise Refused(_("Write what there is to say."))
    if len(said) > longest:
        raise Refused(_("This text has at most %(count)d characters.") % {"count": longest})
    if found := list(contacts.problems(said)):
        raise Refused(" ".join([*found, why_not()]))
    if not written.names_nobody:
        naming.refuse_names_in(said, why_not())
    return said


def safe_among_us(written: Written, *, longest: int = LONGEST) -> str:
    """The same for those who answer; they may also not write by which name somebody has an account here.

    Others are not told so: they could find out who has one.
    """
    said = safe(written, longest=longest)
    wanted = naming.candidates(said)
    called = Q(username__in=wanted) | Q(name__in=wanted)
    if wanted and Person.objects.filter(called).exists():
        raise Refused(_("The words name somebody who has an account here. Write without names."))
    return said


def why_not() -> str:
    return _(
        "Until such words can be encrypted in your browser, none by which somebody at risk could be found "
        "may stand here."
    )
