"""Codes of conduct: written in public, voted on, endorsed, in force; and who has acknowledged them.

A code has versions, and at most one is in force. What people agreed to is one text in one language, which
binds; translations of it say that they are translations.
"""
