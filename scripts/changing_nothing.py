"""Changes that no test could notice, each with the reason: they change nothing that anybody could see.

They count as not noticed all the same. Named by file, by what stands in its line, and by what was done there:
a line that is written anew is judged anew.
"""

from __future__ import annotations

from turning import ROOT, Mutant

REASONS: dict[tuple[str, str, str], str] = {}


def changes_nothing(mutant: Mutant) -> str:
    """The reason, or nothing."""
    line = (ROOT / mutant.path).read_text().splitlines()[mutant.line - 1].strip()
    return REASONS.get((mutant.path, line, mutant.change), "")
