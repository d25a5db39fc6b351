"""What the page of a council shows beside its seats: each topic brings its own part of the context."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from thriving.kernel.registry import Registry
from thriving.programs.councils.models import Council

# The template of a part is councils/_<name>.html, which the page includes.
shown = Registry[Callable[[HttpRequest, Council], dict[str, Any]]]("part of a council's page")
