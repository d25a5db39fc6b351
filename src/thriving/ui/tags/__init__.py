"""The vocabulary of templates, in four files: the page's frame, components, charts, and words and numbers."""

from thriving.ui.tags import charting, components, frame, wording
from thriving.ui.tags.library import register

__all__ = ["charting", "components", "frame", "register", "wording"]
