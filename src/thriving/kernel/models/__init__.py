"""Tables of the kernel."""

from thriving.kernel.models.diary import DiaryEntry

__all__ = ["DiaryEntry"]
