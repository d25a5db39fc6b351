"""Partners and partnerships of these tests, at any step, each made by the action that a page would call."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from django.core.files import File

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import Affiliate, Person
from thriving.programs.partnerships import actions
from thriving.programs.partnerships.actions import (
    ClauseSaid,
    Described,
    Drafted,
    Found,
    Noted,
    Proposed,
    Signed,
    StreamSaid,
)
from thriving.programs.partnerships.models import (
    Finding,
    Meeting,
    Partner,
    Partnership,
    Signature,
    Stream,
    Version,
)

MET, DRAFTED, READY, SIGNED = date(2026, 1, 12), date(2026, 2, 2), date(2026, 3, 2), date(2026, 3, 9)
FOUND = date(2026, 1, 20)
PAGE = "https://example.org/minutes"
TEXT = b"%PDF-1.7 the agreement"


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.stopped_at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        yield


def described(name: str = "Museum of the River", **otherwise: Any) -> Described:
    said = {"kind": "museum", "name": Words(en=name), "country": "GH", "region": "sub-saharan-africa"}
    return Described(**{**said, **otherwise})


def partner(
    by: Person, key: str = "river-museum", name: str = "Museum of the River", **otherwise: Any
) -> Partner:
    return actions.add_partner(described(name, **otherwise), key=key, by=by)


def of_affiliate(by: Person, affiliate: Affiliate) -> Partner:
    return partner(by, affiliate.key, kind="affiliate", name="", affiliate=affiliate, country="")


def noted(**otherwise: Any) -> Noted:
    said = {"on": MET, "topic": "heritage_digitization", "about": "What its photographs need.", "url": PAGE}
    return Noted(**{**said, **otherwise})


def meeting(with_: Partner, by: Person, **otherwise: Any) -> Meeting:
    with on(SIGNED):
        return actions.note_meeting(with_, noted(**otherwise), by=by)


def proposed(**otherwise: Any) -> Proposed:
    said = {"title": Words(en="Research on small archives"), "our_name": "The Movement", "public": True}
    return Proposed(**{**said, **otherwise})


def partnership(with_: Partner, by: Person, key: str = "archives", **otherwise: Any) -> Partnership:
    """In talks."""
    with on(MET):
        found = actions.propose_partnership(with_, proposed(**otherwise), key=key, by=by)
        actions.begin_talks(found, by=by)
    return found


def stream(of: Partnership, by: Person, key: str = "stream-1") -> Stream:
    """In progress."""
    with on(MET):
        said = StreamSaid(Words(en=f"About {key}"), "What is kept?", "We ask and count.")
        found = actions.add_stream(of, said, key=key, by=by)
        actions.scope(found, by=by)
        actions.begin(found, by=by)
    return found


def found(of: Stream, by: Person, **otherwise: Any) -> Finding:
    title = Words(en="Small archives describe well")
    said = {"title": title, "text": "They do.", "on": FOUND, "url": "https://example.org/report"}
    with on(FOUND):
        return actions.write_finding(of, Found(**{**said, **otherwise}), by=by)


def document(text: bytes = TEXT) -> File[bytes]:
    return File(BytesIO(text), name="agreement.pdf")


def clauses(*rests_on: tuple[str, ...]) -> tuple[ClauseSaid, ...]:
    """One clause for each, on the findings that it names."""
    return tuple(
        ClauseSaid(str(number), f"What clause {number} says.", keys)
        for number, keys in enumerate(rests_on, 1)
    )


def drafted(of: Partnership, by: Person, *rests_on: tuple[str, ...]) -> Version:
    with on(DRAFTED):
        return actions.draft(of, Drafted(clauses(*rests_on), document=document()), by=by)


def ready(of: Partnership, by: Person, *rests_on: tuple[str, ...]) -> Version:
    version = drafted(of, by, *rests_on)
    with on(READY):
        actions.make_ready(version, by=by)
    return version


def sign(version: Version, side: str, by: Person, **otherwise: Any) -> Signature:
    said = {"seal": version.seal, "name": by.name, "office": "Director", "on": SIGNED}
    with on(SIGNED):
        return actions.sign(version, side, Signed(**{**said, **otherwise}), by=by)
