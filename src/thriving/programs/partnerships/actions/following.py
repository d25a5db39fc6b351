"""What time brings by itself: agreements near their end, and countries that become unsafe or safe again."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock, diary, outbox
from thriving.movement.actions import Actor
from thriving.movement.models import CountryProtection, Person
from thriving.programs.partnerships import facts
from thriving.programs.partnerships.actions.partnerships import hold, moved
from thriving.programs.partnerships.models import Partner, Partnership
from thriving.programs.partnerships.states import ACTIVE, RENEWED

outbox.declare("partnerships", _("Partnerships"), _("That an agreement which you lead ends soon."))
_WORDS = _("A partnership that you lead ends soon. Renew it, or say why it ends:")


def remind_of_ends(by: Actor) -> None:
    """Let agreements fall due that end within the days that each names; their leads are told."""
    for partnership in Partnership.objects.filter(state__in=(ACTIVE, RENEWED), ends_on__isnull=False):
        if partnership.ends_on and partnership.ends_on - timedelta(partnership.remind_days) <= clock.today():
            _fall_due(partnership, by)


@transaction.atomic
def _fall_due(partnership: Partnership, by: Actor) -> None:
    hold(partnership)
    if partnership.state not in (ACTIVE, RENEWED):
        return
    moved(partnership, "fall_due")
    if partnership.lead:
        _tell_lead(partnership, partnership.lead)
    diary.note(partnership, "fell_due", by=by)


def _tell_lead(partnership: Partnership, lead: Person) -> None:
    address = outbox.address_of("partnerships:partnership", partnership.key)
    outbox.send(
        to=lead,
        subject=_("A partnership ends soon"),
        text=format_lazy("{}\n{}\n", _WORDS, address),
        key=f"partnerships:{partnership.key}:{partnership.ends_on}",
        kind="partnerships",
    )


def follow_protections(by: Actor) -> None:
    """Where it became dangerous to be known as a partner, or is not so any longer, the ledger follows."""
    touched = CountryProtection.objects.values("country")
    for partner in Partner.objects.filter(country__in=touched).order_by("pk"):
        with transaction.atomic():
            facts.tell_again([partner], by, "Who may read of the partner has changed.")
