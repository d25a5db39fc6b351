"""What this package does again and again."""

from __future__ import annotations

from thriving.kernel.schedule import every
from thriving.programs.exchange import actions


@every("pass-requests-on", hours=1)
def pass_requests_on() -> None:
    """Pass requests for skills on to those who offer them in private."""
    actions.pass_on("pass-requests-on")


@every("end-requests-for-skills", hours=24)
def end_requests() -> None:
    """Let requests for skills expire whose day has passed."""
    actions.expire("end-requests-for-skills")
    actions.close_calls("end-requests-for-skills")


@every("ask-what-came-of-exchanges", hours=24)
def ask_what_came_of_exchanges() -> None:
    """Ask both sides of every exchange of skills, sixty days after they agreed, what came of it."""
    actions.ask_what_came("ask-what-came-of-exchanges")
