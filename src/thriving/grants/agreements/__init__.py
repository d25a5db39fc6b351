"""What a granted proposal becomes: one text that both sides sign, and what it pays for.

An agreement is written from a template, sealed by its SHA-256, signed by both sides, amended by a new text
that both sign again, suspended, ended, and closed when nothing of it is open.
"""
