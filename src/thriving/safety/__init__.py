"""Protocols that protect people: the risk of events, the Code of Conduct, the answer to crises."""
