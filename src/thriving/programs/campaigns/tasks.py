"""What time does to campaigns: they start, they are measured, and names in them are needed no more."""

from __future__ import annotations

from thriving.kernel import clock
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.schedule import every
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.models import Campaign, State

BY = "thriving work"


@every("campaigns-by-the-day", hours=1)
def pass_time() -> None:
    """Have campaigns start whose first day has come."""
    begun = Campaign.objects.filter(state=State.PUBLISHED, starts_on__lte=clock.today())
    for campaign in begun.order_by("pk"):
        try:
            actions.pass_time(campaign, by=BY)
        except MoveRefused:  # canceled by somebody in this very moment: nothing is left to do
            continue


@every("campaigns-on-wikis", hours=6)
def measure() -> None:
    """Ask the lake what the people of campaigns did on the wikis, each edit and person once."""
    actions.measure_due()


@every("campaigns-names", hours=24)
def forget_names() -> None:
    """Empty names on the wikis a year after the last campaign, and drop lists that nobody decided on."""
    actions.forget_names()
    actions.drop_undecided_lists()
