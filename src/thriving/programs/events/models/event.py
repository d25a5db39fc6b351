from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.kernel.words import FALLBACK, WordsField
from thriving.movement.models import Person, new_key
from thriving.programs.events.models.series import Series
from thriving.programs.events.states.event import AHEAD, CANCELED, DRAFT, EVENT, HELD, PUBLISHED, RUNNING


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Announced")
    RUNNING = "running", _("Running now")
    HELD = "held", _("Over, report to come")
    REPORTED = "reported", _("Over and reported")
    CANCELED = "canceled", _("Canceled")


class Format(models.TextChoices):
    ONLINE = "online", _("Online")
    IN_PERSON = "in_person", _("In person")
    HYBRID = "hybrid", _("Online and in person")


class Entrance(models.TextChoices):
    OPEN = "open", _("Open to everybody")
    INVITED = "invited", _("For those who are given its address")


class Event(models.Model):
    """What is announced, and what becomes of it. Its times are those of its sessions.

    ``key`` is in its address; of an event for those who are invited it cannot be guessed, and nothing public
    names it. ``uid`` never changes, and calendars know it by that.
    """

    key = models.SlugField(max_length=60, unique=True)
    uid = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    title = WordsField(verbose_name=_("Title"))
    text = WordsField(verbose_name=_("What it is about"))
    format = models.CharField(max_length=10, choices=Format)
    entrance = models.CharField(max_length=10, choices=Entrance, default=Entrance.OPEN)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    reason = models.TextField(_("Reason"), blank=True)  # why it was canceled

    time_zone = models.CharField(max_length=60)  # by the IANA database
    starts_at = models.DateTimeField()  # of its first session
    ends_at = models.DateTimeField()  # of its last one

    country = models.CharField(max_length=2, blank=True)  # ISO 3166: where it is held, or whom it is for
    place = models.CharField(_("Place"), max_length=200, blank=True)  # a town, which everybody may know
    address = models.TextField(blank=True)  # where exactly
    address_is_public = models.BooleanField(default=False)
    meeting_link = models.URLField(max_length=500, blank=True)  # for those who are registered

    capacity = models.PositiveIntegerField(null=True, blank=True)  # without one, there is always a place
    waiting_list = models.BooleanField(default=True)
    policy = WordsField(verbose_name=_("Friendly-space policy"))
    policy_url = models.URLField(max_length=500, blank=True)
    safety_person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="safety_of_events"
    )
    safety_contact = models.CharField(max_length=300, blank=True)  # told to those who are registered
    tracking = models.BooleanField(null=True, blank=True)  # of contributions; None: as the rule says

    initiative = models.SlugField(max_length=60, blank=True)  # that it belongs to, by its key
    campaign = models.SlugField(max_length=60, blank=True)  # by its key; campaigns write it
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.SET_NULL, related_name="events"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)  # goes up when calendars must take it over anew
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            EVENT.constraint("an_event_is_in_a_state_of_its_lifecycle"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="an_event_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__gt=0), name="a_capacity_is_at_least_one"
            ),
            models.CheckConstraint(
                condition=~Q(state=CANCELED) | ~Q(reason=""), name="what_is_canceled_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[DRAFT, CANCELED]) | Q(published_at__isnull=False),
                name="what_is_announced_says_since_when",
            ),
            models.CheckConstraint(condition=Q(format__in=list(Format)), name="an_event_has_a_known_format"),
            models.CheckConstraint(
                condition=Q(entrance__in=list(Entrance)), name="an_event_has_a_known_entrance"
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at", "id"], name="events_by_start"),
            models.Index(fields=["state", "ends_at"], name="events_by_state"),
            models.Index(fields=["initiative"], name="events_by_initiative"),
            models.Index(fields=["campaign"], name="events_by_campaign"),
        ]

    def __str__(self) -> str:
        return str(self.title) or self.key

    @property
    def language(self) -> str:
        """From which it is translated: English, where it is written in it."""
        return FALLBACK if self.title.get(FALLBACK) else min(self.title, default=FALLBACK)

    @property
    def public_key(self) -> str:
        """How what everybody may read names it: never by an address that was given to a few."""
        return self.uid if self.is_invited else self.key

    @property
    def is_invited(self) -> bool:
        return self.entrance == Entrance.INVITED

    @property
    def is_online_only(self) -> bool:
        return self.format == Format.ONLINE

    @property
    def is_online(self) -> bool:
        return self.format != Format.IN_PERSON

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def local_start(self) -> datetime:
        return self.starts_at.astimezone(self.zone)

    @property
    def local_end(self) -> datetime:
        return self.ends_at.astimezone(self.zone)

    @property
    def held_on(self) -> date:
        """Its last day, where it is held."""
        return self.local_end.date()

    @property
    def standing(self) -> str:
        """The state by its times: a worker that is late changes nothing of what is true."""
        if self.state not in AHEAD or clock.now() < self.starts_at:
            return self.state
        return HELD if self.ends_at <= clock.now() else RUNNING

    @property
    def standing_words(self) -> str | Promise:
        return State(self.standing).label

    @property
    def is_ahead(self) -> bool:
        return self.standing == PUBLISHED

    def codes(self, what: str) -> list[str]:
        """What it is marked with, from what was fetched with it."""
        return [mark.code for mark in self.marks.all() if mark.what == what]

    @property
    def languages(self) -> list[str]:
        return self.codes("language")

    @property
    def wikis(self) -> list[str]:
        return self.codes("wiki")

    @property
    def topics(self) -> list[str]:
        return self.codes("topic")

    @property
    def serves(self) -> list[str]:
        return self.codes("serves")
