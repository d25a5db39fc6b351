"""Countries, schemes of regions, languages and wikis as files bring them: read, compared, taken over.

Reading touches no database, and comparing changes nothing: what a preview shows is what a load does.
"""
