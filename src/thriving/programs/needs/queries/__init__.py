"""Rounds, holders and what they answered, as their reader may see them."""
