"""Letters to those who answer crises: that something waits. Never what, of whom, or by which name.

None goes to anybody at risk, and none to whoever raised something: of them no address is known.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thriving.kernel import outbox
from thriving.movement.models import Person
from thriving.safety.crisis.models import Clock, Crisis, Duty, Pause

outbox.declare(
    "crises",
    _("Response to crises"),
    _("That a report came, that a clock runs out, that you have a part. These always go."),
    always=True,
)
_WAITS = _("Something waits for you")


def tell_raised(crisis: Crisis, people: Iterable[Person]) -> None:
    _send(people, _("A report came in. Read it here:"), f"raised:{crisis.pk}")


def tell_again(crisis: Crisis, people: Iterable[Person]) -> None:
    """What went with another one goes with it no longer."""
    key = f"again:{crisis.pk}:{crisis.decisions.count()}"
    _send(people, _("A report waits to be decided by itself. Read it here:"), key)


def tell_paused(pause: Pause, people: Iterable[Person]) -> None:
    _send(people, _("A clock stands still for a while. Read why, and until when, here:"), f"pause:{pause.pk}")


def tell_half(clock: Clock, people: Iterable[Person]) -> None:
    """To whoever stands in, when half of the time is over."""
    sentence = _("Half of the time for a task is over, and nobody has said that it is done. See here:")
    _send(people, sentence, f"clock:{clock.pk}:half")


def tell_due(clock: Clock, people: Iterable[Person]) -> None:
    """To those who answer for the response, when the time is over."""
    sentence = _("The time for a task is over, and nobody has said that it is done. See here:")
    _send(people, sentence, f"clock:{clock.pk}:due")


def tell_part(duty: Duty) -> None:
    if duty.person:
        _send([duty.person], _("You have a part in an answer. Read which one here:"), f"duty:{duty.pk}")


def _send(people: Iterable[Person], sentence: Promise, key: str) -> None:
    text = format_lazy("{}\n{}\n", sentence, outbox.address_of("crisis:queue"))
    for person in people:
        outbox.send(to=person, subject=_WAITS, text=text, key=f"crisis-{key}", kind="crises")
