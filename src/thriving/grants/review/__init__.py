"""How a committee comes to a decision on proposals, and how everybody can see that it was fair.

Each member says first whether they have a conflict; then nothing of that proposal opens to them, for good.
The others read, give points by a rubric, and only then see what the rest gave. They vote by themselves. What
was decided is told with its reason, and with what would be needed another time.
"""
