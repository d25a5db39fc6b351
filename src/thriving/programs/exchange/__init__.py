"""Skills that people and affiliates offer each other: who could help whom, with reasons, once both agree.

What nobody may see is never told of, not even by its absence: a request is passed on to whoever offers a
skill in private, and only those who accept are ever heard of.
"""
