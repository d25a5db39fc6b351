"""The plan's pages: what everyone sees, one key result, what changed, on paper, for its leads, in editing."""

from thriving.plan.views.edit import add_part, edit, edit_part
from thriving.plan.views.history import changes, compare
from thriving.plan.views.key_result import key_result, target_history
from thriving.plan.views.lead import check_in, needs_attention
from thriving.plan.views.outcome import outcome
from thriving.plan.views.paper import as_wikitext, board, downloads
from thriving.plan.views.public import current, outcomes, plan, rule

__all__ = [
    "add_part",
    "as_wikitext",
    "board",
    "changes",
    "check_in",
    "compare",
    "current",
    "downloads",
    "edit",
    "edit_part",
    "key_result",
    "needs_attention",
    "outcome",
    "outcomes",
    "plan",
    "rule",
    "target_history",
]
