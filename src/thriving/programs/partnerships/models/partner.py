from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel.words import Words, WordsField
from thriving.movement.models import Affiliate, Person
from thriving.movement.models.folded import FoldedField


class PartnerKind(models.TextChoices):
    ARCHIVE = "archive", _("Archive")
    LIBRARY = "library", _("Library")
    MUSEUM = "museum", _("Museum")
    PRIVATE_COLLECTION = "private_collection", _("Private collection")
    COMMUNITY = "community", _("Community that keeps its own heritage")
    UNIVERSITY = "university", _("University")
    AUTHORITY = "authority", _("Public authority")
    NETWORK = "network", _("Network or association")
    AFFILIATE = "affiliate", _("Affiliate of the movement")
    OTHER = "other", _("Another institution")


class Topic(models.TextChoices):
    """What a meeting was about: a plan counts those about its own subject alone."""

    HERITAGE = "heritage_digitization", _("What heritage needs to be digitized")
    RESEARCH = "research", _("Research together")
    CONTENT = "content", _("Sharing content")
    OTHER = "other", _("Something else")


class Partner(models.Model):
    """An institution, or an affiliate: that one is described in its own record, and only linked here."""

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=PartnerKind)
    name = WordsField()  # empty for an affiliate
    affiliate = models.OneToOneField(
        Affiliate, null=True, blank=True, on_delete=models.PROTECT, related_name="partner"
    )
    country = models.CharField(max_length=2, blank=True)
    region = models.CharField(max_length=80, blank=True)  # for those without a country
    url = models.URLField(max_length=500, blank=True)  # of its site
    contact = models.TextField(blank=True)  # for those who work with partners alone
    listed = models.BooleanField(default=True)  # whether everybody may read that it is a partner
    sort_name = FoldedField(max_length=150)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["sort_name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=PartnerKind.AFFILIATE, affiliate__isnull=False)
                | (~Q(kind=PartnerKind.AFFILIATE) & Q(affiliate=None)),
                name="a_partner_that_is_an_affiliate_links_to_it",
            ),
            # Whoever keeps a collection at home is a person, and promised never to be named.
            models.CheckConstraint(
                condition=~Q(kind=PartnerKind.PRIVATE_COLLECTION, listed=True),
                name="a_private_collection_is_not_listed",
            ),
        ]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="partners_in_order"),
            models.Index(fields=["country"], name="partners_by_country"),
            models.Index(fields=["region"], name="partners_by_region"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def title(self) -> Words:
        return Words(self.affiliate.name if self.affiliate else self.name)


class PartnerLanguage(models.Model):
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="spoken")
    code = models.CharField(max_length=20)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["partner", "code"], name="a_partner_names_a_language_once")
        ]
        indexes = [models.Index(fields=["code"], name="partners_by_language")]


class Meeting(models.Model):
    """``region`` is where the partner was on that day, by the scheme of that day."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="meetings")
    on = models.DateField()
    region = models.CharField(max_length=80, blank=True)
    topic = models.CharField(max_length=30, choices=Topic)
    about = models.TextField()
    outcome = models.TextField(blank=True)
    language = models.CharField(max_length=35, default="en")  # in which the words are written
    url = models.URLField(max_length=500, blank=True)  # what shows that it was: where it can be read
    document = models.CharField(max_length=32, blank=True)  # or a file, by its key
    sha256 = models.CharField(max_length=64, blank=True)  # of that file
    our_roles = models.CharField(max_length=300, blank=True)  # who of us, by role; for those who work alone
    people: models.ManyToManyField[Person, MeetingPerson] = models.ManyToManyField(
        Person, through="MeetingPerson", related_name="+"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.TextField(_("Reason"), blank=True)  # why it was withdrawn
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["topic", "region"], name="meetings_by_region")]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.on}"

    @property
    def is_shown(self) -> bool:
        """Whether there is more than somebody's word for it."""
        return bool(self.url or self.document)


class MeetingPerson(models.Model):
    """Who of us was there. Only those who work with partners read it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="with_us")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="partner_meetings")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="somebody_is_at_a_meeting_once")
        ]
