"""Whoever may take part no longer rests at once; their seat stays theirs until somebody decides."""

from __future__ import annotations

from thriving.movement import hearers
from thriving.programs.councils.actions.seats import stop_taking_part

hearers.participation.add("councils", stop_taking_part)
