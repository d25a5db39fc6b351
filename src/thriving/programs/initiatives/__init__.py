"""What supports people and their projects: who offers it, to whom, where and until when.

Beside initiatives, which one can take part in, stand core duties: work that goes on all year, and the
priority of a plan that it serves.
"""
