"""The weekly letter: all that waits for a person, on Monday morning by their clock, if something does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thriving.kernel import clock, outbox
from thriving.movement import work
from thriving.movement.models import Person
from thriving.ui import cldr

MORNING = timedelta(hours=7)  # after midnight where they are


def monday_of(moment: datetime) -> date:
    """The Monday of the week to tell of; before its morning, of the week before."""
    awake = moment - MORNING
    return awake.date() - timedelta(days=awake.weekday())


def to_tell() -> Iterator[tuple[Person, date]]:
    """Who wants the letter and has not been told of their week: so none is lost while no worker runs."""
    asked = Person.objects.with_roles().filter(is_active=True, weekly_letter=True).exclude(email="")
    for person in asked.order_by("pk"):
        monday = monday_of(clock.now().astimezone(person.zone).replace(tzinfo=None))
        if person.week_told_on is None or person.week_told_on < monday:
            yield person, monday


@transaction.atomic
def tell(person: Person, monday: date) -> None:
    """Write the letter; of two workers at once, one does. Where nothing waits, no letter goes that week."""
    untold = Q(week_told_on=None) | Q(week_told_on__lt=monday)
    if not Person.objects.filter(untold, pk=person.pk).update(week_told_on=monday):
        return
    with translation.override(person.language):
        today = clock.now().astimezone(person.zone).date()
        if waiting := work.waiting_for(person, today):
            outbox.send(
                to=person,
                subject=_("What waits for you this week"),
                text=_text([each.item for each in waiting]),
                key=f"week-of-work:{monday}",
                kind="week",
            )


def _text(items: list[work.Item]) -> str:
    """A mailbox is open to more eyes than the page.

    What not everybody may read is told by its kind and day; what not even that tells is only counted.
    """
    public = [item for item in items if item.public]
    named = [item for item in items if not item.public and item.kind]
    rest = len(items) - len(public) - len(named)
    parts = [*map(_line, public), _kinds(named), _rest(rest, bool(public or named)), _how_to_stop()]
    return "\n\n".join(filter(None, parts)) + "\n"


def _line(item: work.Item) -> str:
    title = f"{item.title} ({item.of})" if item.of else item.title
    return f"{_by(title, item.due)}\n{settings.SITE}{item.address}"


def _kinds(items: list[work.Item]) -> str:
    """In their order, those that read the same in one line; their page is behind a sign-in."""
    if not items:
        return ""
    counted = Counter(_by(item.kind, item.due) for item in items)
    lines = [
        line if times == 1 else _("%(line)s (%(count)s times)") % {"line": line, "count": cldr.number(times)}
        for line, times in counted.items()
    ]
    return "\n".join([*lines, f"{_('Sign in and see:')} {outbox.address_of('movement:my_work')}"])


def _by(title: str, due: date | None) -> str:
    return _("%(title)s, by %(day)s") % {"title": title, "day": cldr.day(due)} if due else title


def _rest(count: int, beside_others: bool) -> str:  # noqa: FBT001 -- which of two sentences
    if not count:
        return ""
    sentence = (
        ngettext("%(count)s more thing waits for you.", "%(count)s more things wait for you.", count)
        if beside_others
        else ngettext("%(count)s thing waits for you.", "%(count)s things wait for you.", count)
    )
    see = _("Sign in and see:")
    return f"{sentence % {'count': cldr.number(count)}} {see}\n{outbox.address_of('movement:my_work')}"


def _how_to_stop() -> str:
    words = _("You asked for this letter once a week. To get it no more:")
    return f"{words}\n{outbox.address_of('movement:letters')}"
