from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel import triggers
from thriving.kernel.models import StoredFile
from thriving.movement.models import Person
from thriving.programs.councils.models.council import Council
from thriving.programs.councils.states.meetings import CALLED_OFF, HELD, MEETING, PLANNED

BEFORE = timedelta(minutes=30)  # before its time it can be opened


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    CALLED = "called", _("Called")
    IN_SESSION = "open", _("Open now")
    HELD = "held", _("Held")
    CALLED_OFF = "called_off", _("Called off")


class Part(models.TextChoices):
    """As what somebody comes."""

    MEMBER = "member", _("Member")
    OBSERVER = "observer", _("Observer")
    ADULT = "adult", _("Cleared adult")


class Presence(models.TextChoices):
    EXPECTED = "expected", _("Expected")
    PRESENT = "present", _("Present")
    EXCUSED = "excused", _("Excused")
    ABSENT = "absent", _("Absent")


class Meeting(models.Model):
    """A meeting as clocks in its zone show it; ``starts_at`` and ``ends_at`` follow from them.

    ``adults`` are the cleared adults who stood at the last step, and ``minors_may_come`` whether they were
    needed: the database itself refuses a called meeting that needs two and has fewer.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField()
    day = models.DateField()
    begins = models.TimeField()
    ends = models.TimeField()
    time_zone = models.CharField(max_length=64)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    how_to_join = models.TextField(blank=True)  # for those who are expected
    quorum = models.PositiveSmallIntegerField()  # members who must be there for a decision
    state = models.CharField(max_length=10, choices=MeetingState, default=PLANNED)
    reason = models.TextField(_("Reason"), blank=True)  # why it was called off
    minors_may_come = models.BooleanField(default=True)
    adults = models.PositiveSmallIntegerField(default=0)
    agreed_minutes = models.PositiveSmallIntegerField(null=True)  # the version that the council agreed to
    published_at = models.DateTimeField(null=True)  # since when that version is public
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            MEETING.constraint("a_meeting_is_in_a_state_of_its_lifecycle"),
            models.UniqueConstraint(fields=["council", "number"], name="one_meeting_by_number"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_meeting_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(quorum__gte=1), name="a_meeting_has_a_quorum"),
            models.CheckConstraint(
                condition=Q(state__in=[PLANNED, CALLED_OFF]) | Q(minors_may_come=False) | Q(adults__gte=2),
                name="no_meeting_with_minors_without_two_adults",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(agreed_minutes__isnull=False, state=HELD),
                name="minutes_are_agreed_before_they_are_public",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council_id}/{self.number}"

    @property
    def opens_at(self) -> datetime:
        return self.starts_at - BEFORE

    @property
    def local_start(self) -> datetime:
        return self.starts_at.astimezone(ZoneInfo(self.time_zone))

    @property
    def local_end(self) -> datetime:
        return self.ends_at.astimezone(ZoneInfo(self.time_zone))

    @property
    def days(self) -> frozenset[date]:
        """Every day that it touches, by its own clocks and in UTC: a clearance must hold on all of them."""
        moments = (self.starts_at, self.ends_at, self.local_start, self.local_end)
        return frozenset(each.date() for each in moments)


class AgendaItem(models.Model):
    """One thing to talk about. A paper is kept with the hash that it had when it was put there."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    paper = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    paper_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """Somebody who is expected, as what, and whether they came."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="council_attendances"
    )
    part = models.CharField(max_length=10, choices=Part)
    presence = models.CharField(max_length=10, choices=Presence, default=Presence.EXPECTED)
    may_be_named = models.BooleanField(default=False)  # in the minutes that everybody reads; their own word
    confirmed_at = models.DateTimeField(null=True)  # their own word that they are there; asked of adults

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="one_comes_once_to_a_meeting"),
        ]


class Resolution(models.Model):
    """What was decided, with how many for and against; nobody's vote is kept."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="resolutions")
    text = models.TextField()
    votes_for = models.PositiveSmallIntegerField()
    votes_against = models.PositiveSmallIntegerField()
    abstained = models.PositiveSmallIntegerField()
    dissent = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]

    @property
    def is_carried(self) -> bool:
        return self.votes_for > self.votes_against


class Minutes(models.Model):
    """One version of the minutes; never changed. What the council agreed to is one of them."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=35)
    text = models.TextField()
    digest = models.CharField(max_length=64)  # SHA-256 of the text in UTF-8
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_version_of_minutes_by_number"),
        ]

    @property
    def is_whole(self) -> bool:
        return hashlib.sha256(self.text.encode()).hexdigest() == self.digest


triggers.guard("councils_resolution")
triggers.guard("councils_minutes")
