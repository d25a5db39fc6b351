"""Grants and the protocols that hold their money: of two hundred proposals, then of twenty thousand."""
