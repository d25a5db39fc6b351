from __future__ import annotations

import logging
import re
import traceback
from typing import Any

_QUERY = re.compile(r"\?\S+")
# What opens a page to whoever has it: private links, and addresses that nobody should guess.
_SECRET = re.compile(r"(?<=/events/mine/)[^/\s]+|(?<=/)(i-)?[0-9a-f]{24,}(?=[/\s]|$)")
# Control characters, ends of lines, and what turns the direction of a line around.
_LINE_ENDS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Discreet(logging.Formatter):
    """One line for each event, with nothing that somebody typed or searched for.

    Query strings and secrets in addresses are cut, and a line end in a message cannot begin a forged line.
    Of an exception, only the type and the places are told: its message may quote a row.
    """

    def __init__(self, *, insides: bool = False) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self.insides = insides

    def format(self, record: logging.LogRecord) -> str:
        if self.insides:
            return super().format(record)
        message = _LINE_ENDS.sub(" ", _SECRET.sub("…", _QUERY.sub("?…", record.getMessage())))
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {message}"
        return line + self._where(record.exc_info)

    def _where(self, failure: Any) -> str:
        if not failure or failure[0] is None:
            return ""
        frames = traceback.extract_tb(failure[2])
        places = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
        return f" [{failure[0].__name__} at {places}]"


def not_health(record: logging.LogRecord) -> bool:
    """Leaves out that `/health` answered 503: whoever asked was told, and asks every few seconds."""
    return getattr(getattr(record, "request", None), "path", "") != "/health"
