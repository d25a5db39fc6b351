"""Who reads of partners and agreements, who works on them, and who signs for which side."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel import access, clock
from thriving.kernel.access import Scope, declare, role
from thriving.movement.models import CountryProtection
from thriving.movement.roles import OFFICERS_OF_AFFILIATES
from thriving.movement.rules.groups import led_by
from thriving.programs.partnerships.models import Partner, Partnership, Side
from thriving.programs.partnerships.states import SEALED, VERSION_WITHDRAWN
from thriving.programs.roles import ORGANIZER

_PROGRAM_LEAD, _LIAISON = "program_lead", "regional_liaison"


def _listed(_person: Any) -> Q:
    """Where taking part is dangerous, nobody reads whom we work with, whatever the partner's record says."""
    protected = CountryProtection.objects.on(clock.today()).values("country")
    return Q(listed=True) & ~Q(country__in=protected)


def _through(path: str, reach: Any) -> Scope:
    """The same reach on records that belong to a partner."""

    def of_partners(person: Any) -> Q:
        return Q((f"{path}__in", Partner.objects.filter(reach(person)).values("pk")))

    return Scope(of_partners)


def is_told(partner: Partner) -> bool:
    """Whether everybody may read that it is a partner."""
    return access.may(None, "see_partner", partner)


def is_open(partnership: Partnership) -> bool:
    """Whether everybody may read of the partnership."""
    return access.may(None, "see_partnership", partnership)


def _affiliates(person: Any) -> list[str]:
    return led_by(person, "affiliate", OFFICERS_OF_AFFILIATES)


def _led(path: str = "") -> Scope:
    return Scope(
        lambda person: Q((f"{path}lead", getattr(person, "pk", None)), (f"{path}lead__isnull", False))
    )


def _officers(path: str) -> Scope:
    """Records about an affiliate of which the person is an officer today."""
    return Scope(lambda person: Q((f"{path}affiliate__key__in", _affiliates(person))))


def _recorded(person: Any) -> Q:
    return Q(recorded_by=getattr(person, "key", ""))


leads, works = role(_PROGRAM_LEAD), role(ORGANIZER) | role(_PROGRAM_LEAD) | role(_LIAISON)
runs_programs = role(ORGANIZER) | leads
_stands = Scope(lambda _person: Q(withdrawn_at=None))
_open = Scope(lambda _person: Q(public=True))
_not_theirs = Scope(lambda person: ~Q(partner__affiliate__key__in=_affiliates(access.whole(person))))
_runs = (runs_programs & _led()) | leads
_partners_side = _officers("partner__")
_sees = (_open & _through("partner", _listed)) | _runs | _partners_side

RECORDED = "record_their_signature"


def rule_of(partnership: Partnership, side: str) -> str:
    """By which rule somebody binds this side."""
    if side == Side.OURS:
        return "sign_for_us"
    return "sign_for_them" if partnership.partner.affiliate_id else RECORDED


def rule_to_propose(partnership: Partnership, side: str) -> str:
    """Proposing for us binds nobody yet; what the other side proposes binds it."""
    return "propose_renewal" if side == Side.OURS else rule_of(partnership, side)


declare(
    add_partner=works,
    see_partner=Scope(_listed) | works | _officers(""),
    describe_partner=works,
    see_partner_contact=works,
    see_partner_meeting=(_stands & _through("partner", _listed)) | works,
    rewrite_partner_meeting=_stands & ((works & Scope(_recorded)) | leads),
    propose_partnership=runs_programs,
    see_partnership=_sees,
    run_partnership=_runs,
    # Nobody signs for us who has an office on the other side.
    sign_for_us=leads & _not_theirs,
    sign_for_them=_partners_side,
    # An institution has no account here: who runs the partnership records what it signed on paper.
    record_their_signature=_runs & Scope(lambda _person: Q(partner__affiliate=None)),
    propose_renewal=_runs & _not_theirs,
    drop_renewal=_runs | _partners_side,
    see_version=Scope(lambda _person: Q(state__in=SEALED))
    | Scope(
        lambda person: (
            ~Q(state=VERSION_WITHDRAWN) & Q(partnership__partner__affiliate__key__in=_affiliates(person))
        )
    )
    | ((runs_programs & _led("partnership__")) | leads),
)
