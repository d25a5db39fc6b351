"""Events: planned, announced, held and reported; what they leave counts by itself.

Times are kept as clocks on the wall show them, with their zone; the moments follow from them. Whoever is
named as an organizer of an event runs that one. What an event is to a campaign, campaigns say from above.
"""
