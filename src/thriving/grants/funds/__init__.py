"""Funds, the rounds in which one applies to them, who may, and what is asked."""
