"""Nobody is named in what everybody reads of a council but adults who agreed: the one check of it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thriving.kernel import diary
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.councils.mentions import mentioned, names_of
from thriving.programs.councils.models import Council, Meeting, Membership, Nomination
from thriving.programs.councils.queries.two_adults import grown_up


def require_no_names(council: Council, *texts: str) -> None:
    """It is not said who it is: that would be a name too."""
    sitting = Membership.objects.filter(council=council, is_public=True, person__isnull=False)
    agreed = set(sitting.values_list("person", flat=True))
    if _names_anybody(council, texts, may_be_named=agreed):
        raise Refused(
            _("The words name somebody who has not agreed to be named, or must not be. Write without names.")
        )


def names_anybody(meeting: Meeting, *texts: str) -> bool:
    """Of a meeting: who agreed for this one meeting may be named."""
    coming = meeting.attendances.filter(may_be_named=True, person__isnull=False)
    agreed = set(coming.values_list("person", flat=True))
    return _names_anybody(meeting.council, texts, may_be_named=agreed)


def take_down(person: Person) -> None:
    """Minutes that name them, though they no longer agree to it or may not: they are public no longer."""
    came = Meeting.objects.filter(published_at__isnull=False, attendances__person=person)
    for meeting in came.select_related("council"):
        minutes = meeting.minutes.get(number=meeting.agreed_minutes or 0)
        if names_anybody(meeting, minutes.text, *words_decided(meeting)):
            Meeting.objects.filter(pk=meeting.pk).update(published_at=None)
            diary.note(f"councils.meeting:{meeting.council.key}/{meeting.number}", "took_down", by="naming")


def words_decided(meeting: Meeting) -> list[str]:
    return [each for said in meeting.resolutions.values_list("text", "dissent") for each in said]


def _names_anybody(council: Council, texts: tuple[str, ...], *, may_be_named: set[int]) -> bool:
    named = grown_up(may_be_named)
    said = "\n".join(texts)
    people = _around(council).exclude(pk__in=named)
    return any(mentioned(name, said) for each in people for name in _names_of(council, each))


def _around(council: Council) -> QuerySet[Person]:
    """Who ever sat on it, was expected at a meeting of it or stood for it: a minor may be any of them."""
    sat = Q(pk__in=Membership.objects.filter(council=council).values("person"))
    expected = Q(council_attendances__meeting__council=council)
    stood = Q(pk__in=Nomination.objects.filter(call__council=council).values("nominee"))
    return Person.objects.filter(sat | expected | stood).distinct()


def _names_of(council: Council, person: Person) -> Iterator[str]:
    shown = person.council_memberships.filter(council=council).values_list("shown_name", flat=True)
    stood = person.council_nominations.filter(call__council=council).values_list("shown_name", flat=True)
    for whole in {person.name, person.username, *shown, *stood}:
        yield from names_of(whole)
