from thriving.grants.agreements.views.agreements import add_work, agreement, agreements, amend, draft, step
from thriving.grants.agreements.views.templates import retire_template, templates, write_template
from thriving.grants.agreements.views.texts import text, text_step

__all__ = [
    "add_work",
    "agreement",
    "agreements",
    "amend",
    "draft",
    "retire_template",
    "step",
    "templates",
    "text",
    "text_step",
    "write_template",
]
