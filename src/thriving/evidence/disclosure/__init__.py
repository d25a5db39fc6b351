"""People are counted, never exposed: what of a set of tables may be told, and what an attacker makes of it.

A release holds tables. Cells with too few people are hidden, and others with them, until nobody can compute
the small ones back from what is shown: not from one table, not from linked tables or published totals, and
not by subtracting an earlier release. What cannot be made safe is refused with a reason.

An engine without Django, save for the words of a refusal (``wording``).
"""
