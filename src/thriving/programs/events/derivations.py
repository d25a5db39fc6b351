"""By it the ledger can be compared with the events that it tells of."""

from __future__ import annotations

from functools import partial

from thriving.evidence.derivations import beginnings, derivations
from thriving.programs.events.facts import contributed, participation
from thriving.programs.events.facts.event import KIND, SOURCES, statements

derivations.add(KIND, statements)
derivations.add(participation.KIND, partial(participation.of_kind, participation.KIND))
derivations.add(participation.LEADERSHIP, partial(participation.of_kind, participation.LEADERSHIP))
for kind in contributed.KINDS:
    derivations.add(kind, partial(contributed.of_kind, kind))
beginnings.add(participation.LEADERSHIP, SOURCES)
