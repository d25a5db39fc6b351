"""Goals, priorities, outcomes, objectives, key results: what is promised, and how it stands."""
