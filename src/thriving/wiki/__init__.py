"""History's face: the lake of the installation, series computed from it, the vital signs of each wiki.

Whoever may bring in records takes dumps into the lake; the worker measures it and keeps what came out.
Pages read what is kept and never ask the lake. No name of an editor ever leaves the lake for the database.
"""
