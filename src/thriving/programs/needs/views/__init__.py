from thriving.programs.needs.views.answering import answer, take_back
from thriving.programs.needs.views.assessments import (
    assessment,
    assessments,
    holders,
    invite,
    new_link,
    withdraw,
)
from thriving.programs.needs.views.intakes import table, tables, template
from thriving.programs.needs.views.paper import paper
from thriving.programs.needs.views.rounds import new, plan, rounds, step, team
from thriving.programs.needs.views.summary import region, summary

__all__ = [
    "answer",
    "assessment",
    "assessments",
    "holders",
    "invite",
    "new",
    "new_link",
    "paper",
    "plan",
    "region",
    "rounds",
    "step",
    "summary",
    "table",
    "tables",
    "take_back",
    "team",
    "template",
    "withdraw",
]
