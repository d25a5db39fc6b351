"""The pages of the response to crises."""
