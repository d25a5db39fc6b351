"""What is done with agreements, each a verb."""

from thriving.grants.agreements.actions.drafting import (
    AMENDED,
    Terms,
    amend,
    body_of,
    draft_agreement,
    give_up,
    make_ready,
    rewrite,
    take_back,
)
from thriving.grants.agreements.actions.elsewhere import Document, confirm_decision, digest_of, tell_decision
from thriving.grants.agreements.actions.running import (
    ask_back,
    begin,
    close,
    reopen,
    resume,
    suspend,
    terminate,
    wind_up,
)
from thriving.grants.agreements.actions.signing import Signed, sign
from thriving.grants.agreements.actions.templates import retire_template, write_template
from thriving.grants.agreements.actions.works import (
    add_work,
    agree_to_no_works,
    remember_events,
    say_no_works,
)

__all__ = [
    "AMENDED",
    "Document",
    "Signed",
    "Terms",
    "add_work",
    "agree_to_no_works",
    "amend",
    "ask_back",
    "begin",
    "body_of",
    "close",
    "confirm_decision",
    "digest_of",
    "draft_agreement",
    "give_up",
    "make_ready",
    "remember_events",
    "reopen",
    "resume",
    "retire_template",
    "rewrite",
    "say_no_works",
    "sign",
    "suspend",
    "take_back",
    "tell_decision",
    "terminate",
    "wind_up",
    "write_template",
]
