from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from thriving.kernel import access
from thriving.programs.partnerships.models import Partnership, Renewal, Side
from thriving.programs.partnerships.rules import rule_of, rule_to_propose
from thriving.programs.partnerships.states import IN_FORCE, RENEWAL_PROPOSED

PROPOSE, AGREE, DROP = "propose", "agree", "drop"


def renewal_of(partnership: Partnership) -> Renewal | None:
    """The one that is proposed; one that is agreed shows by the last day."""
    found = partnership.renewals.filter(state=RENEWAL_PROPOSED).first()
    if found:
        found.partnership = partnership
    return found


def sides_to_propose(reader: Any, partnership: Partnership) -> list[Side]:
    """For which sides the reader may propose to renew it."""
    return [each for each in Side if access.may(reader, rule_to_propose(partnership, each), partnership)]


def renewal_steps(reader: Any, partnership: Partnership, renewal: Renewal | None) -> list[str]:
    """What the reader can do about going on."""
    if partnership.state not in IN_FORCE:
        return []
    if renewal is None:
        return [PROPOSE] if sides_to_propose(reader, partnership) else []
    agrees = access.may(reader, rule_of(partnership, renewal.other_side), partnership)
    may_agree = agrees and renewal.proposed_by != reader.key
    return [AGREE] * may_agree + [DROP] * access.may(reader, "drop_renewal", partnership)


def renewals_to_agree(reader: Any) -> QuerySet[Renewal]:
    """What the other side proposed to theirs; nobody answers what they proposed themselves."""
    proposed = Renewal.objects.filter(state=RENEWAL_PROPOSED, partnership__state__in=IN_FORCE)
    ours = Q(side=Side.THEIRS) & _reached(reader, "sign_for_us")
    theirs = _reached(reader, "sign_for_them") | _reached(reader, "record_their_signature")
    found = proposed.filter(ours | (Q(side=Side.OURS) & theirs)).exclude(proposed_by=reader.key)
    return found.select_related("partnership__partner").order_by("pk")


def _reached(reader: Any, rule: str) -> Q:
    return Q(partnership__in=access.within(reader, rule, Partnership.objects.all()).values("pk"))
