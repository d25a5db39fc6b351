"""The pages of the exchange: its lists, what is one's own, who could help, and what two sides agree."""

from thriving.programs.exchange.views import asks as asks
from thriving.programs.exchange.views import lists as lists
from thriving.programs.exchange.views import matching as matching
from thriving.programs.exchange.views import own as own
