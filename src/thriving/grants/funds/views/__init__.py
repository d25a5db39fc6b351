from thriving.grants.funds.views.funds import FUNDS, describe_fund, funds, new_fund
from thriving.grants.funds.views.rates import RATES, rates, record_rate
from thriving.grants.funds.views.rounds import (
    ROUNDS,
    change_round,
    grant_round,
    new_round,
    quiz,
    rounds,
    step,
)

__all__ = [
    "FUNDS",
    "RATES",
    "ROUNDS",
    "change_round",
    "describe_fund",
    "funds",
    "grant_round",
    "new_fund",
    "new_round",
    "quiz",
    "rates",
    "record_rate",
    "rounds",
    "step",
]
