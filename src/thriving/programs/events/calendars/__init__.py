"""Events as calendars read them (RFC 5545): one entry for each session, in its own time zone."""

from thriving.programs.events.calendars.writing import Told, calendar_of

__all__ = ["Told", "calendar_of"]
