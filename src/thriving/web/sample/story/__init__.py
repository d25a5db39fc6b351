"""What happens in the sample year: the plan's four priorities, what leads say, and what is published."""

from datetime import date

FIRST = date(2019, 7, 1)
LAST = date(2020, 6, 30)
