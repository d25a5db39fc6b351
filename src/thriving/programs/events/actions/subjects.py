"""One random key for one user name or mail address, as long as names are kept: nobody is counted twice.

What somebody only typed leads to no account: else one could put events into another's records, or find
another's among one's own. A user name that an account proved to a wiki does, on lists of organizers, and so
does whatever leads to who is registered at the same event. None of it is shown: organizers would read there
whose name or address it is. Who is registered and listed stands twice, and is one by the key alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.db.models import QuerySet

from thriving.movement.models import Person, new_key
from thriving.programs.events.models import Event, Registration
from thriving.programs.events.rolls import user_name

_AT_ONCE = 500
_TYPED = (Registration.Origin.LINK, Registration.Origin.LIST)


def of_list(event: Event, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Of rows that name nobody who is on a list of the event already; each gets its own."""
    names = sorted({row["user_name"] for row in rows if row.get("user_name")})
    mails = sorted({row["email"] for row in rows if row.get("email")})
    names_here, mails_here = _here(event)
    by_name, by_mail = _by_name(names) | _by_account(names) | names_here, _by_mail(mails) | mails_here
    listed = event.registrations.filter(origin=Registration.Origin.LIST)
    taken = set(listed.values_list("subject", flat=True))
    return [
        _free(taken, by_name.get(row.get("user_name", "")), by_mail.get(row.get("email", ""))) for row in rows
    ]


def of_stranger(event: Event, *, email: str, wiki_name: str) -> str:
    """Of who registers without an account. Asked alike whatever is known: nobody reads it from the time."""
    found = [_by_mail([email]).get(email), _by_name([wiki_name]).get(wiki_name)]
    keys = [key or "" for key in found]
    theirs = set(Person.objects.filter(key__in=keys).values_list("key", flat=True))
    own = event.registrations.exclude(origin=Registration.Origin.LIST)
    taken = set(own.filter(subject__in=keys).values_list("subject", flat=True))
    return _free(theirs | taken, *found)


def _free(taken: set[str], *wanted: str | None) -> str:
    key = next((each for each in wanted if each and each not in taken), None) or new_key()
    taken.add(key)
    return key


def _by_name(names: Sequence[str]) -> dict[str, str]:
    typed = Registration.objects.filter(origin__in=_TYPED, person=None)
    listed: QuerySet[Registration] = typed.filter(rows__said__is_user_name=True)
    return {
        name: key
        for some in _chunks(names)
        for name, key in [
            *listed.filter(name__in=some).values_list("name", "subject"),
            *typed.filter(wiki_name__name__in=some).values_list("wiki_name__name", "subject"),
        ]
    }


def _by_mail(mails: Sequence[str]) -> dict[str, str]:
    typed = Registration.objects.filter(origin__in=_TYPED, person=None)
    found = (typed.filter(email__in=some).values_list("email", "subject") for some in _chunks(mails))
    return {mail: key for some in found for mail, key in some}


def _here(event: Event) -> tuple[dict[str, str], dict[str, str]]:
    """Of those who registered themselves: by user name, and by the address of their account."""
    by_name, by_mail = {}, {}
    own = event.registrations.exclude(origin=Registration.Origin.LIST)
    for each in own.select_related("person", "wiki_name"):
        if name := getattr(each, "wiki_name", None):
            by_name[user_name(name.name)] = each.subject
        if each.person and each.person.email:
            by_mail[each.person.email.lower()] = each.subject
    return by_name, by_mail


def _by_account(names: Sequence[str]) -> dict[str, str]:
    linked = SocialAccount.objects.select_related("user")
    found = (linked.filter(extra_data__username__in=some) for some in _chunks(names))
    return {each.extra_data["username"]: each.user.key for some in found for each in some}


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """Without what is empty; a database takes so many values at once."""
    said = [value for value in values if value]
    for start in range(0, len(said), _AT_ONCE):
        yield said[start : start + _AT_ONCE]
