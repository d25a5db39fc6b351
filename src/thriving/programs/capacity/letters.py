"""Letters about assessments: that something waits, and where; never which affiliate, and no level."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thriving.kernel import outbox
from thriving.movement import scopes
from thriving.movement.models import Affiliate, Person
from thriving.movement.queries.roles import held_today
from thriving.movement.roles import OFFICERS_OF_AFFILIATES
from thriving.programs.capacity.models import Assessment, Look, Path

outbox.declare(
    "capacity",
    _("Capacity of affiliates"),
    _("That you are asked to look at an assessment, that one of yours was answered, or that one is due."),
)


def ask_peers(look: Look) -> None:
    if look.peer is None:
        return
    _send(
        officers_of(look.peer),
        _("An affiliate asks yours to look at its assessment"),
        _("Whoever of you takes it on reads it, and confirms it or gives it back with a reason."),
        outbox.address_of("capacity:look", look.pk),
        f"look:{look.pk}",
    )


def tell_answer(assessment: Assessment, look: Look) -> None:
    _send(
        officers_of(assessment.affiliate),
        _("Your assessment has been answered"),
        _("Somebody from outside has answered. You can read it here:"),
        outbox.address_of("capacity:assessment", assessment.key),
        f"answer:{look.pk}:{look.state}",
    )


def remind(path: Path) -> None:
    _send(
        officers_of(path.affiliate),
        _("Time for the second assessment"),
        _("A program of your affiliate is over. What grew counts only once it is assessed again."),
        outbox.address_of("capacity:path", path.key),
        f"again:{path.key}:{path.due_on}",
    )


def officers_of(affiliate: Affiliate) -> list[Person]:
    scope = scopes.written("affiliate", affiliate.key)
    held = held_today().filter(role__in=OFFICERS_OF_AFFILIATES, scope=scope)
    return list(Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("pk"))


def _send(to: Iterable[Person], subject: Promise, sentence: Promise, page: str, what: str) -> None:
    text = format_lazy("{}\n{}\n", sentence, page)
    for each in to:
        outbox.send(to=each, subject=subject, text=text, key=f"capacity:{what}", kind="capacity")
