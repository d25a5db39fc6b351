from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import diary
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.asking import areas
from thriving.programs.asking.models import AnswerTime

LEAST, MOST = 1, 60  # days


@transaction.atomic
def promise(scope: str, days: int, *, by: Person) -> None:
    """Within how many days this area answers from now on; what was promised before stays promised."""
    if not areas.people_of(scope).filter(pk=by.pk).exists():
        raise PermissionDenied("promise")
    if not LEAST <= days <= MOST:
        raise Refused(_("From one day to sixty."))
    AnswerTime.objects.update_or_create(area=scope, defaults={"days": days})
    diary.note(f"asking.area:{scope}", "promised", by=by, body={"days": days})
