"""Campaigns: many places work on one theme for a time, each with its own organizers and events.

What a campaign is made of (checklist, lessons, texts, goals, worklists, safety steps, roles) are its pieces.
A box holds such pieces as a kit, in versions that never change; a campaign made from it takes over later,
piece by piece, what changes there. What was contributed is counted once, in however many places it was
recorded.
"""
