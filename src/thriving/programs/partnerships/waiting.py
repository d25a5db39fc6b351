"""Partnerships that wait: for their lead to take the next step, and for whoever signs for a side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import access
from thriving.movement import work
from thriving.programs.milestones.models import Milestone, Tie
from thriving.programs.partnerships.models import Partnership, Side, Version
from thriving.programs.partnerships.moments import TIED, key_of
from thriving.programs.partnerships.queries import renewals_to_agree, run_by
from thriving.programs.partnerships.states import (
    CONTACT,
    DRAFTED,
    ENDED,
    RENEWAL_DUE,
    SIGNED,
    TALKS,
    VERSION_READY,
)
from thriving.ui import cldr

PATIENCE = timedelta(days=14)  # before leads of something else are asked to sign
_NEXT = {
    CONTACT: gettext_lazy("Begin talks about “%(title)s”, or end it"),
    TALKS: gettext_lazy("Draft the agreement “%(title)s”"),
    DRAFTED: gettext_lazy("Declare the text of “%(title)s” ready to be signed"),
    SIGNED: gettext_lazy("Say when the work of “%(title)s” begins"),
    RENEWAL_DUE: gettext_lazy("Renew “%(title)s”, or say why it ends"),
}


def waiting(reader: Any, today: date) -> Iterator[work.Item]:
    """Theirs by name, and what nobody leads any longer: a program lead may run all, and need not do so."""
    mine = run_by(reader).filter(Q(lead=reader.pk) | Q(lead=None), state__in=_NEXT)
    for each in mine:
        yield work.Item(
            title=str(_NEXT[each.state]) % {"title": cldr.apart(each)},
            address=reverse("partnerships:partnership", args=[each.key]),
            due=each.ends_on if each.state == RENEWAL_DUE else None,
            since=each.changed_on,
            kind=_("Take a partnership one step further"),
            sample=each.sample,
        )
    yield from _to_sign(reader, today)
    yield from _to_agree(reader, today)


def _to_sign(reader: Any, today: date) -> Iterator[work.Item]:
    """Texts that are ready, for whom of a side whose signature is missing; each once, by the first why."""
    ready = Version.objects.filter(state=VERSION_READY).exclude(partnership__state=ENDED)
    ready = ready.exclude(signatures__recorded_by=reader.key).select_related("partnership")
    asked: set[int] = set()
    for missing, why in _missing(reader, today):
        for each in ready.filter(missing).exclude(pk__in=asked).distinct():
            asked.add(each.pk)
            yield _signature(each, why)


def _signature(version: Version, why: str) -> work.Item:
    return work.Item(
        title=_("Read “%(title)s” and sign it") % {"title": cldr.apart(version.partnership)},
        address=reverse("partnerships:version", args=[version.partnership.key, version.number]),
        due=None,
        since=version.ready_on,
        why=why,
        kind=_("Sign an agreement"),
        sample=version.partnership.sample,
    )


def _missing(reader: Any, today: date) -> Iterator[tuple[Q, str]]:
    """Whose signature the reader could give, and why it is them who are asked.

    Any program lead may sign for us. Asked are those who lead what the partnership serves, and the others
    only where that is unknown, or once it has waited for long.
    """
    ours = _reached(reader, "sign_for_us") & ~Q(signatures__side=Side.OURS)
    theirs = ~Q(signatures__side=Side.THEIRS)
    mine, known = _serving(reader)
    yield ours & Q(partnership__key__in=mine), _("It serves what you lead.")
    yield ours & ~Q(partnership__key__in=known), _("Every program lead may sign for our side.")
    yield (
        ours & Q(ready_on__lte=today - PATIENCE),
        _("Every program lead may sign for our side, and it has waited for two weeks."),
    )
    yield _reached(reader, "sign_for_them") & theirs, _("You may sign for the partner’s side.")
    yield _mine_to_record(reader) & theirs, _("You lead the partnership: record what the partner has signed.")


def _serving(reader: Any) -> tuple[set[str], set[str]]:
    """Partnerships to which milestones are tied that the reader leads, and those that are tied at all."""
    ties = Tie.objects.filter(record__startswith=f"{TIED}/")
    led = access.within(reader, "lead_milestone", Milestone.objects.all())
    mine = ties.filter(milestone__in=led.values("pk"))
    return _tied(mine), _tied(ties)


def _tied(ties: QuerySet[Tie]) -> set[str]:
    return {key_of(record) for record in ties.values_list("record", flat=True)}


def _to_agree(reader: Any, today: date) -> Iterator[work.Item]:
    """Renewals that the other side proposed; of leads, the same are asked first as for a signature."""
    found = list(renewals_to_agree(reader))
    mine, known = _serving(reader) if found else (set(), set())
    for each in found:
        one = each.partnership
        theirs = each.side == Side.OURS and one.partner.affiliate_id
        asked = theirs or one.lead_id == reader.pk or one.key in mine or one.key not in known
        if not asked and each.proposed_on > today - PATIENCE:
            continue
        yield work.Item(
            title=_("Agree to renew “%(title)s”, or drop it") % {"title": cldr.apart(each.partnership)},
            address=reverse("partnerships:partnership", args=[each.partnership.key]),
            due=each.partnership.ends_on,
            since=each.proposed_on,
            kind=_("Take a partnership one step further"),
            sample=each.partnership.sample,
        )


def _reached(reader: Any, rule: str) -> Q:
    return Q(partnership__in=access.within(reader, rule, Partnership.objects.all()).values("pk"))


def _mine_to_record(reader: Any) -> Q:
    mine = access.within(reader, "record_their_signature", Partnership.objects.filter(lead=reader.pk))
    return Q(partnership__in=mine.values("pk"))


work.declare("partnerships", gettext_lazy("Partnerships"), waiting)
