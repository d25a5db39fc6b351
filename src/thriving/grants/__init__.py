"""Money for the work: funds and their rounds, proposals, review, agreements, payments, reports."""
