"""Partnerships that wait: for their lead to take the next step, and for whoever signs for a side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import access
from thriving.movement import work
from thriving.programs.partnerships.models import Partnership, Side, Version
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

_NEXT = {
    CONTACT: gettext_lazy("Begin talks about “%(title)s”, or end it"),
    TALKS: gettext_lazy("Draft the agreement “%(title)s”"),
    DRAFTED: gettext_lazy("Declare the text of “%(title)s” ready to be signed"),
    SIGNED: gettext_lazy("Say when the work of “%(title)s” begins"),
    RENEWAL_DUE: gettext_lazy("Renew “%(title)s”, or say why it ends"),
}


def waiting(reader: Any, _today: date) -> Iterator[work.Item]:
    """Theirs by name, and what nobody leads any longer: a program lead may run all, and need not do so."""
    mine = run_by(reader).filter(Q(lead=reader.pk) | Q(lead=None), state__in=_NEXT)
    for each in mine:
        yield work.Item(
            title=str(_NEXT[each.state]) % {"title": each},
            address=reverse("partnerships:partnership", args=[each.key]),
            due=each.ends_on if each.state == RENEWAL_DUE else None,
            since=each.changed_on,
            kind=_("Take a partnership one step further"),
            sample=each.sample,
        )
    yield from _to_sign(reader)
    yield from _to_agree(reader)


def _to_sign(reader: Any) -> Iterator[work.Item]:
    """Texts that are ready, for those of each side whose signature is missing."""
    ready = Version.objects.filter(state=VERSION_READY).exclude(partnership__state=ENDED)
    ours = _reached(reader, "sign_for_us") & ~Q(signatures__side=Side.OURS)
    theirs = (_reached(reader, "sign_for_them") | _mine_to_record(reader)) & ~Q(signatures__side=Side.THEIRS)
    found = ready.filter(ours | theirs).exclude(signatures__recorded_by=reader.key)
    for each in found.select_related("partnership").distinct():
        yield work.Item(
            title=_("Read “%(title)s” and sign it") % {"title": each.partnership},
            address=reverse("partnerships:version", args=[each.partnership.key, each.number]),
            due=None,
            since=each.ready_on,
            kind=_("Sign an agreement"),
            sample=each.partnership.sample,
        )


def _to_agree(reader: Any) -> Iterator[work.Item]:
    """Renewals that the other side proposed."""
    for each in renewals_to_agree(reader):
        yield work.Item(
            title=_("Agree to renew “%(title)s”, or drop it") % {"title": each.partnership},
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
