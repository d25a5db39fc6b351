"""Funds and their rounds, the quiz of a round, and rates of exchange."""

from thriving.grants.funds.models.fund import Fund, FundKind
from thriving.grants.funds.models.quiz import QuizQuestion
from thriving.grants.funds.models.rate import ExchangeRate
from thriving.grants.funds.models.round import ApplicantKind, Round

__all__ = ["ApplicantKind", "ExchangeRate", "Fund", "FundKind", "QuizQuestion", "Round"]
