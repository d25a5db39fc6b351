from __future__ import annotations

from django.db import models
from django.db.models import Q


class Mail(models.Model):
    """A letter on its way: written in the transaction that it tells of, sent once by the worker."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"  # claimed by a worker; left so by one that was killed at that moment
        SENT = "sent"
        FAILED = "failed"  # given up after many tries

    key = models.CharField(max_length=200, unique=True)  # what it is about: the same is never sent twice
    address = models.EmailField()
    language = models.CharField(max_length=35)  # the one that subject and text are in
    subject = models.CharField(max_length=200)
    text = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    written_at = models.DateTimeField()
    due_at = models.DateTimeField()  # when it may be tried (again)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    was_written_now = False  # where the action that gives it out wrote it

    class Meta:
        ordering = ["-written_at", "-id"]
        indexes = [
            models.Index("due_at", name="mail_that_waits", condition=Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return self.subject
