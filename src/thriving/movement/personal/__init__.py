"""What is known of people: each table says what goes into their file, and what becomes of it when they leave.

declare(
    "plan.CheckIn",
    _("What you said in check-ins"),
    rows=lambda person: CheckIn.objects.filter(by=person.key).values("on", "what_changed"),
    columns={"on": _("Day"), "what_changed": _("What changed")},
    stays=_("It was said in public; it stays, as said by somebody who has left."),
)
"""

from thriving.movement.personal.registry import Known, Rows, declare, in_order, known, needed

__all__ = ["Known", "Rows", "declare", "in_order", "known", "needed"]
