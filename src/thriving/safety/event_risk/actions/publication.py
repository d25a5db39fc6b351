"""An affiliate decides whether its events in person are announced only once they passed the risk protocol."""

from __future__ import annotations

from django.db import transaction

from thriving.kernel import access, clock, diary
from thriving.movement.models import Affiliate, Person
from thriving.safety.event_risk.models import PublicationRule


@transaction.atomic
def choose(affiliate: Affiliate, *, holds: bool, by: Person) -> PublicationRule:
    access.require(by, "describe_affiliate", affiliate)
    values = {"holds": holds, "changed_at": clock.now(), "changed_by": by.key}
    rule, _made = PublicationRule.objects.update_or_create(affiliate=affiliate, defaults=values)
    diary.note(affiliate, "chose_risk_rule", by=by, body={"holds": holds})
    return rule
