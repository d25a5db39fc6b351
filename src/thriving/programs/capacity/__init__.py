"""What affiliates are able to do: assessed on a versioned list, before and after a program.

An assessment says a level and how sure one is of it, with evidence, and is looked at by somebody from
outside. A growth path ties two of them to a program; what it is to grow is declared before it starts.
"""
