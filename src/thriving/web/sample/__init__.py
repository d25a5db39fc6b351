"""The sample year: a made-up story of July 2019 to June 2020, told through the actions of real work.

People, groups, places and records are invented. The Wikimedia Foundation and Wikimedia Sverige are named
because the plan names them; nothing here happened there. The same seed always tells the same year.
"""
