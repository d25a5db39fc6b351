"""Taking dumps in, against what one would use instead, on made-up histories.

``python -m bench.ingest [EVENTS]``, a million if nothing is said. Every figure is of a process of its own, in
turn with those that it is compared with; the fastest of its runs counts.
"""
