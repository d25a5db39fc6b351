"""The risks of an event: how carefully to look, what could happen, what is done, who accepts the rest.

Nothing is paid for an event that needs it and has not passed.
"""
