"""What is typed of funds, rounds, their quiz, and rates of exchange."""

from thriving.grants.funds.forms.funds import FundForm, NewFundForm
from thriving.grants.funds.forms.quiz import QuizForm
from thriving.grants.funds.forms.rates import RateForm
from thriving.grants.funds.forms.rounds import NewRoundForm, RoundForm

__all__ = ["FundForm", "NewFundForm", "NewRoundForm", "QuizForm", "RateForm", "RoundForm"]
