"""Renewal: a community's vital signs, after Miquel-Ribé, Consonni and Laniado (2022), doi 10.3390/su14084705.

Definitions are theirs. Where the scripts that publish their figures do otherwise than these say, the
definition holds.
"""

from thriving.history.metrics.renewal import activity, flags, languages, tenure

__all__ = ["activity", "flags", "languages", "tenure"]
