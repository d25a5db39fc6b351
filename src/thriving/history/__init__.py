"""The history of wikis: dumps become tables, tables become metrics. A library, without a server or Django."""
