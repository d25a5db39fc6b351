"""What is done again and again with meetings."""

from __future__ import annotations

from thriving.kernel.schedule import every
from thriving.programs.councils.actions.meetings import follow_clocks
from thriving.programs.councils.models import Meeting
from thriving.programs.councils.states.meetings import AHEAD

BY = "follow-clocks-of-councils"


@every(BY, hours=24)
def follow_clocks_of_councils() -> None:
    """Let meetings that are still to come follow when a country changes its clocks."""
    for meeting in Meeting.objects.filter(state__in=AHEAD).select_related("council"):
        follow_clocks(meeting, by=BY)
