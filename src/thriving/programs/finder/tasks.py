"""What this package does again and again."""

from __future__ import annotations

from thriving.kernel.schedule import every
from thriving.programs.finder import exposure


@every("look-who-comes-first", hours=24)
def look_who_comes_first() -> None:
    """Compute how evenly first places in the finder fall to what is on offer."""
    exposure.look()
