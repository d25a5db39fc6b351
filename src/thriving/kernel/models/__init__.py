"""Tables of the kernel."""

from thriving.kernel.models.diary import DiaryEntry
from thriving.kernel.models.mail import Mail
from thriving.kernel.models.schedule import Heartbeat, ScheduledJob
from thriving.kernel.models.stored_file import StoredFile

__all__ = ["DiaryEntry", "Heartbeat", "Mail", "ScheduledJob", "StoredFile"]
