"""What is done with funds and rounds, each a verb."""

from thriving.grants.funds.actions.funds import FundSaid, describe_fund, found_fund
from thriving.grants.funds.actions.quiz import QuizSaid, ask_in_quiz, drop_from_quiz
from thriving.grants.funds.actions.rates import RateSaid, record_rate
from thriving.grants.funds.actions.rounds import (
    RoundSaid,
    close_round,
    open_round,
    plan_round,
    reopen_round,
    replan_round,
)

__all__ = [
    "FundSaid",
    "QuizSaid",
    "RateSaid",
    "RoundSaid",
    "ask_in_quiz",
    "close_round",
    "describe_fund",
    "drop_from_quiz",
    "found_fund",
    "open_round",
    "plan_round",
    "record_rate",
    "reopen_round",
    "replan_round",
]
