"""What the kernel does for itself, again and again."""

from __future__ import annotations

from django.core.management import call_command

from thriving.kernel import files, outbox
from thriving.kernel.schedule import every


@every("forget-old-mail", hours=24)
def forget_old_mail() -> None:
    """Delete letters that were sent more than 30 days ago."""
    outbox.forget_old()


@every("sweep-files", hours=24)
def sweep_files() -> None:
    """Delete private files that no record knows: left by a process that was killed."""
    files.sweep()


@every("forget-ended-sign-ins", hours=24)
def forget_ended_sign_ins() -> None:
    """Delete sign-ins that have ended."""
    call_command("clearsessions")


@every("forget-done-tasks", hours=24)
def forget_done_tasks() -> None:
    """Delete the traces of tasks that were done more than two weeks ago."""
    call_command("prune_db_task_results", queue_name="*", verbosity=0)
