"""Letters: that somebody's role asks for an acknowledgement, and that a code is to be looked at again."""

from __future__ import annotations

from datetime import timedelta

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock, outbox
from thriving.movement.queries.roles import holding
from thriving.safety.conduct.models import Version
from thriving.safety.conduct.queries.acknowledging import people_owing
from thriving.safety.conduct.roles import KEEPER
from thriving.safety.conduct.states import IN_FORCE, SETTLED

REVIEWED_AHEAD = timedelta(days=30)


def remind_to_acknowledge() -> None:
    """Once when it was endorsed, so that nobody is surprised, and once when it came in force."""
    for version in Version.objects.filter(state__in=SETTLED).select_related("code").order_by("pk"):
        for person in people_owing(version):
            outbox.send(
                to=person,
                subject=_("A role of yours asks you to read the Code of Conduct"),
                text=format_lazy(
                    "{}\n\n{}\n",
                    _("While it is in force and not acknowledged, that role only lets you read. It is here:"),
                    outbox.address_of("conduct:acknowledge", version.code.key, version.number),
                ),
                key=f"conduct-acknowledge:{version.pk}:{version.state}",
                kind="work",
            )


def due_for_review() -> list[Version]:
    soon = clock.today() + REVIEWED_AHEAD
    found = Version.objects.filter(state=IN_FORCE, review_due_on__lte=soon)
    return list(found.select_related("code").order_by("review_due_on", "pk"))


def remind_of_reviews() -> None:
    """Once ahead of the day, and once more when it has passed."""
    for version in due_for_review():
        overdue = version.review_due_on is not None and version.review_due_on < clock.today()
        for keeper in holding(KEEPER).exclude(email=""):
            outbox.send(
                to=keeper,
                subject=_("A code of conduct is to be reviewed"),
                text=format_lazy(
                    "{}\n\n{}\n",
                    _("It is almost a year since anybody did. Say that it stays, or begin a new version:"),
                    outbox.address_of("conduct:version", version.code.key, version.number),
                ),
                key=f"conduct-review:{version.pk}:{version.review_due_on}{':overdue' if overdue else ''}",
                kind="work",
            )
