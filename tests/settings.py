"""The settings that tests run with: those of a developer's machine, and a data folder that is thrown away."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

os.environ["THRIVING_DEBUG"] = "1"
os.environ["THRIVING_DATA"] = tempfile.mkdtemp(prefix="thriving-tests-")
atexit.register(shutil.rmtree, os.environ["THRIVING_DATA"], ignore_errors=True)

from thriving.web.settings import *  # noqa: E402, F403 -- the environment must stand before
from thriving.web.settings import STATIC_ROOT  # noqa: E402 -- the same

STATIC_ROOT.mkdir(parents=True)  # empty: what is served in tests lies where it is made
