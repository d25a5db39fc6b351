"""People, their roles, and (later) affiliates, communities, regions, languages and wikis."""
