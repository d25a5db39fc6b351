"""Lifecycles of events and of what belongs to them."""
