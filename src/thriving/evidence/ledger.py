"""The numbers of the ledger: facts get them in the order in which their transactions hold.

Everything "as known" is known by one such number. A day that is over is closed once, so what was known by
its end can always be asked again.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.evidence.models import Fact, Ledger, LedgerDay
from thriving.kernel import clock, turn

THE_LEDGER = 1
CLOCKS_MAY_DIFFER = timedelta(minutes=5)  # between two machines that write


def position() -> int:
    """The last number that anybody can know of now."""
    return Ledger.objects.filter(pk=THE_LEDGER).values_list("last_number", flat=True).first() or 0


def hold() -> Ledger:
    """The ledger, ours alone until the transaction ends."""
    # The turn comes first, here as in the diary: two writers never wait for each other.
    turn.take()
    return Ledger.objects.get_or_create(pk=THE_LEDGER)[0]


def number_on(day: date) -> int:
    """The last number known by the end of ``day``. For a day that is not over: what is known now."""
    if day >= clock.today():
        return position()
    closed = LedgerDay.objects.filter(day=day).values_list("last_number", flat=True).first()
    if closed is not None:
        return closed
    # A day before all records needs no closing: whoever asks for one after the other writes nothing.
    return 0 if _is_before_all_records(day) else _close(day)


def _is_before_all_records(day: date) -> bool:
    """Nothing can join it any more: records come in the order of their moments."""
    first = Fact.objects.order_by("recorded_at", "number").values_list("recorded_at", flat=True).first()
    return first is not None and first >= end_of(day)


def end_of(day: date) -> datetime:
    """The first moment after ``day``."""
    return datetime.combine(day + timedelta(days=1), time.min, UTC)


@transaction.atomic
def _close(day: date) -> int:
    ledger = hold()
    # Whoever recorded something before midnight has committed by now, for we hold the ledger.
    last = last_recorded_by(day)
    closed, _created = LedgerDay.objects.get_or_create(day=day, defaults={"last_number": last})
    _let_nothing_join(ledger, day)
    return closed.last_number


def last_recorded_by(day: date) -> int:
    """The last number that was given out by the end of ``day``."""
    # Numbers and moments rise together, so the last moment has the last number.
    known = Fact.objects.filter(recorded_at__lt=end_of(day)).order_by("recorded_at", "number")
    closed = Fact.objects.filter(superseded_at__lt=end_of(day)).order_by("superseded_at", "superseded_number")
    return max(
        known.values_list("number", flat=True).last() or 0,
        closed.values_list("superseded_number", flat=True).last() or 0,
    )


def ran_ahead() -> str:
    """What to do where a clock once stood in the future; nothing where none did."""
    last = Ledger.objects.filter(pk=THE_LEDGER).values_list("last_recorded_at", flat=True).first()
    if last is None or last <= clock.now() + CLOCKS_MAY_DIFFER:
        return ""
    return _(
        "A clock ran ahead: a record is dated %(last)s, which is yet to come. Until then new records get that"
        " date too, and pages that are asked for the days between leave them out. Set the clocks right, then"
        " restore the newest backup made before it happened and enter again what came after."
    ) % {"last": f"{last:%Y-%m-%d %H:%M} UTC"}


def _let_nothing_join(ledger: Ledger, day: date) -> None:
    """A clock that runs late must not record anything more on a day that is closed."""
    if ledger.last_recorded_at is None or ledger.last_recorded_at < end_of(day):
        ledger.last_recorded_at = end_of(day)
        ledger.save(update_fields=["last_recorded_at"])
