from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.movement.models import Person, new_key
from thriving.programs.events import codes
from thriving.programs.events.models.event import Event
from thriving.programs.events.states.registration import COMING, PLACED, REGISTRATION, WAITING


class Role(models.TextChoices):
    PARTICIPANT = "participant", _("Participant")
    ORGANIZER = "organizer", _("Organizer")


class ComesAs(models.TextChoices):
    """What somebody is in the movement, where an event is about that."""

    NEITHER = "", _("Neither of these")
    ORGANIZER = "organizer", _("I organize events or campaigns")
    AFFILIATE_LEADER = "affiliate_leader", _("I lead an affiliate, or help to")


class Standing(models.TextChoices):
    NEW = "new", _("First time")
    EXISTING = "existing", _("Came before")


class Registration(models.Model):
    """Somebody at an event: with a place, waiting for one, or noted on a list afterwards.

    ``subject`` is the random identifier that facts hold: the person's own where they have an account, else
    one that means nothing until its owner joins it to an account. Who is registered and named on a list
    stands twice, since organizers must not learn who is whom; by the subject they are one. ``uid`` never
    changes. Name, address and link to an account are deleted some time after the event; the rest says
    nothing of who it was.
    """

    class Origin(models.TextChoices):
        ACCOUNT = "account"
        LINK = "link"  # without an account: whoever holds the private link
        LIST = "list"  # an organizer wrote them down

    class State(models.TextChoices):
        PLACED = "placed", _("has a place")
        WAITING = "waiting", _("on the waiting list")
        WITHDRAWN = "withdrawn", _("no longer registered")

    uid = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="registrations")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="registrations"
    )
    subject = models.CharField(max_length=32)
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=35, default="en")  # for letters, and in which they take part
    country = models.CharField(max_length=2, blank=True)  # where they come from, if it was said

    code = models.CharField(max_length=codes.LENGTH)
    number = models.PositiveIntegerField()  # in the order of registering; the waiting list goes by it
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    origin = models.CharField(max_length=10, choices=Origin)
    role = models.CharField(max_length=12, choices=Role, default=Role.PARTICIPANT)
    comes_as = models.CharField(max_length=20, choices=ComesAs, blank=True)
    is_public = models.BooleanField(default=False)  # whether others may read that they come
    may_measure = models.BooleanField(default=False)  # what they do on wikis
    says_new = models.BooleanField(default=False)

    attended_on = models.DateField(null=True, blank=True)
    standing = models.CharField(max_length=10, choices=Standing, blank=True)  # when they came
    registered_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)  # by organizers; then nobody registers it again
    removed_because = models.TextField(blank=True)  # its owner reads it

    was_made_now = False  # where the action that gives it out made it, or made it anew

    class Meta:
        ordering = ["number"]
        constraints = [
            REGISTRATION.constraint("a_registration_is_in_a_state_of_its_lifecycle"),
            models.UniqueConstraint(fields=["event", "number"], name="a_number_is_given_once"),
            models.UniqueConstraint(fields=["event", "code"], name="a_code_is_given_once"),
            models.UniqueConstraint(
                fields=["event", "person"], condition=Q(person__isnull=False), name="nobody_registers_twice"
            ),
            models.UniqueConstraint(
                fields=["event", "email"], condition=~Q(email=""), name="no_address_registers_twice"
            ),
            models.UniqueConstraint(
                fields=["event", "subject"], condition=~Q(origin="list"), name="nobody_is_counted_twice"
            ),
            models.UniqueConstraint(
                fields=["event", "subject"], condition=Q(origin="list"), name="nobody_is_listed_twice"
            ),
            models.CheckConstraint(condition=Q(role__in=list(Role)), name="a_known_role_at_an_event"),
        ]
        indexes = [
            models.Index(fields=["event", "state", "number"], name="registrations_in_order"),
            models.Index(fields=["subject"], name="registrations_of_a_subject"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def written_code(self) -> str:
        return codes.written(self.code)

    @property
    def is_coming(self) -> bool:
        return self.state in COMING

    @property
    def has_place(self) -> bool:
        return self.state == PLACED

    @property
    def is_waiting(self) -> bool:
        return self.state == WAITING

    @property
    def shown_name(self) -> str:
        """For organizers; empty once names are deleted, and of a minor always: their code tells who comes."""
        if self.person:
            return "" if self.person.shielded else self.person.called
        return self.name


class WikiName(models.Model):
    """What somebody is called on wikis: sensitive, kept apart, read by nothing but measuring."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="wiki_name")
    name = models.CharField(max_length=255)
    noted_at = models.DateTimeField()


class Objection(models.Model):
    """That whoever has a user name would not be measured at an event; only a keyed digest of it is kept."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="objections")
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "digest"], name="nobody_objects_twice")]


class Admission(models.Model):
    """What organizers chose for registering; without a row, what stands here as a default."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="admission")
    is_open = models.BooleanField(default=True)
    closes_at = models.DateTimeField(null=True, blank=True)  # without one: when the event ends
    names_kept = models.PositiveSmallIntegerField(null=True, blank=True)  # days; None: as the site has it

    def __str__(self) -> str:
        return str(self.event)

    def kept_for(self, default: int) -> timedelta:
        return timedelta(days=default if self.names_kept is None else self.names_kept)


class Tracing(models.Model):
    """That taking part in an event is evidence of something more, by a key of the registry of traces."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="tracings")
    trace = models.CharField(max_length=60)

    class Meta:
        ordering = ["trace"]
        constraints = [models.UniqueConstraint(fields=["event", "trace"], name="a_trace_is_said_once")]


class Invitation(models.Model):
    """That an address was written to once; only a digest is kept, to write to nobody twice."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=120, blank=True)  # an organizer's key

    class Meta:
        indexes = [models.Index(fields=["sent_by", "sent_at"], name="invitations_of_a_day")]
        constraints = [models.UniqueConstraint(fields=["event", "digest"], name="nobody_is_invited_twice")]
