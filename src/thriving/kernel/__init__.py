"""What every package stands on, with no noun of the movement in it.

Lifecycles, access, the diary, words in many languages, the clock, gates, tables, mail, files and schedules.
"""
