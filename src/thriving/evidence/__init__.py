"""What happened, kept in one append-only ledger, and the measures that count it.

A measure's value always equals a recount of the list behind it, on any two dates: when things happened,
and when we knew.
"""
