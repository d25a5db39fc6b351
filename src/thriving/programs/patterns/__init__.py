"""What somebody has learned in a way that others can use it: a problem, a solution, and when it fits."""
