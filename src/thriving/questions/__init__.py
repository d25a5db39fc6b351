"""Questions that people put to people: versioned, in many languages, for a purpose and until a day.

What is asked belongs to something of a higher package, such as an event: its people write the questions,
and they alone read what is answered. Others are told totals, in which nobody can be found.
"""
