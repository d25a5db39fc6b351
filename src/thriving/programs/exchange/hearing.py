"""Who may take part no longer, as a minor without consent, is given to no stranger: what they are in ends."""

from __future__ import annotations

from thriving.movement import hearers
from thriving.programs.exchange.actions import answering

hearers.participation.add("exchange", answering.part)
