"""Other ways in for evaluators: packages above name them, the page of imports leads there."""

from __future__ import annotations

from django.utils.functional import Promise

from thriving.kernel.registry import Registry

# The name of an address, and what one does there.
beside = Registry[tuple[str, str | Promise]]("way in beside imports")
