"""The way in for everybody: at most five questions, and what supports you, each with its reasons.

No account, no cookie, no script. The answers stand in the address, and nobody keeps them.
"""
