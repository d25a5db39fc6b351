"""The pages of learning patterns."""

from thriving.programs.patterns.views import public, translating, using, writing

__all__ = ["public", "translating", "using", "writing"]
