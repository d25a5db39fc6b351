"""One file that holds everything: every table's rows and every private file, the same for both databases.

A zip archive: ``tables/<table>.jsonl`` (a row on each line), ``files/<key>``, and ``about.json``, which says
what the others must be, digest by digest. A backup from SQLite restores on PostgreSQL, and the other way
round.
"""
