"""Published figures about people in parts: approved tables, published at a cadence, protected, kept for ever.

A table is proposed by one evaluator and approved by another. What may be told of it is decided by the
disclosure engine, beside everything that was ever told of the same people.
"""
