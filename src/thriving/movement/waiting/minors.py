"""What of the protection of minors waits: for whoever protects them, for themselves, for whoever was cleared.

Letters tell nothing of it but that something waits: that somebody is a minor stands in no mailbox.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import access
from thriving.movement import work
from thriving.movement.models import Age, ConsentBy, Person
from thriving.movement.queries import minors, safeguarding

CONFIRMED_WITHIN = timedelta(days=7)
DELETED_WITHIN = timedelta(days=30)  # a month, by article 12 of the General Data Protection Regulation
MOST = 50


def waiting(reader: Any, today: date) -> Iterator[work.Item]:
    if not isinstance(reader, Person):
        return
    yield from _own_clearance(reader)
    if age := minors.age_of(reader):
        yield from _own_age(reader, age, today)
    if access.holds(reader, safeguarding.RULE):
        yield from _of_officer(reader, today)


def _own_clearance(reader: Person) -> Iterator[work.Item]:
    if held := safeguarding.own_expiring(reader):
        yield work.Item(
            title=_("Have yourself checked again: your clearance to be with minors ends"),
            address=reverse("movement:my_work"),
            due=held.expires_on,
            kind=_("Renew something that expires"),
        )


def _own_age(reader: Person, age: Age, today: date) -> Iterator[work.Item]:
    """For themselves alone: what they must say, or whom they must ask."""
    page = reverse("movement:my_age")
    if age.ask_again_on and age.ask_again_on - safeguarding.BEFORE <= today and not age.waits:
        yield work.Item(_("Say again how old you are"), page, due=age.ask_again_on)
    elif age.stands and not age.band:
        yield work.Item(_("Say how old you are"), page, due=None)
    wanted = minors.consent_wanted(reader, age)
    if not wanted or minors.has_agreed(reader, wanted) or not (age.stands or minors.consent_of(reader)):
        return
    if wanted == ConsentBy.SELF:
        yield work.Item(_("Say whether you want to take part"), page, due=None)
    elif not minors.waits_for_guardian(reader):
        yield work.Item(_("Name a parent or guardian, who has to agree"), page, due=None)


def _of_officer(reader: Person, today: date) -> Iterator[work.Item]:
    title = _("Protection of minors")
    for age in safeguarding.to_confirm(reader)[:MOST]:
        since = age.stated_on or today
        page = reverse("movement:confirm_age", args=[age.person.page])
        yield work.Item(_("Confirm an age"), page, due=since + CONFIRMED_WITHIN, since=since, of=title)
    for age in safeguarding.to_ask_again(reader, today)[:MOST]:
        page = reverse("movement:confirm_age", args=[age.person.page])
        yield work.Item(_("Ask a minor again how old they are"), page, due=age.ask_again_on, of=title)
    for consent in safeguarding.to_delete(reader)[:MOST]:
        asked = consent.deletion_asked_on or today
        page = reverse("movement:delete_minor", args=[consent.person.page])
        yield work.Item(
            _("Delete an account, as a guardian asked"), page, due=asked + DELETED_WITHIN, of=title
        )
    for held in safeguarding.expiring(reader, today)[:MOST]:
        page = reverse("movement:safeguarding")
        yield work.Item(_("Check somebody again: a clearance ends"), page, due=held.expires_on, of=title)


work.declare("minors", gettext_lazy("Protection of minors"), waiting)
