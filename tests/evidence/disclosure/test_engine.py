"""The engine can be read and tried by itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from thriving.evidence import disclosure

WITH_DJANGO = {"wording"}  # the words of a refusal are translated


def test_it_knows_no_django() -> None:
    names = {each.stem for each in Path(disclosure.__path__[0]).glob("*.py")} - WITH_DJANGO - {"__init__"}
    imports = "; ".join(f"import thriving.evidence.disclosure.{name}" for name in sorted(names))
    program = f"import sys; {imports}; print([name for name in sys.modules if name.startswith('django')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
