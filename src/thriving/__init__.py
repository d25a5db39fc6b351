"""Thriving: a movement's plan, measured by its work."""

__version__ = "0.1.0"
