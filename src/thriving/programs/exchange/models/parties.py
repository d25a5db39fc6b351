from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.movement.models import Affiliate, Person, PersonSkill, new_key

MOST_AT_ONCE = 20  # exchanges of one party


class Reached(models.TextChoices):
    """How a person can be asked."""

    LISTED = "listed", _("Show my skills, without my name, to those whom I let see them in my profile")
    PASSED_ON = "passed_on", _("Show nothing; only pass requests on to me that fit")


class Party(models.Model):
    """A person or an affiliate that takes part. Without this row nobody is found, whatever else they tell.

    ``contact`` is read by the other side once both have agreed, and by nobody before.
    """

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    person = models.OneToOneField(Person, null=True, on_delete=models.CASCADE, related_name="exchange_party")
    affiliate = models.OneToOneField(
        Affiliate, null=True, on_delete=models.CASCADE, related_name="exchange_party"
    )
    reached = models.CharField(max_length=10, choices=Reached, default=Reached.LISTED)
    capacity = models.PositiveSmallIntegerField(default=2)  # exchanges at once
    contact = models.CharField(max_length=300, blank=True)
    until = models.DateField()  # the last day; then it is said anew
    is_open = models.BooleanField(default=True)
    confirmed_on = models.DateField()
    sample = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "parties"
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None, affiliate__isnull=False) | Q(person__isnull=False, affiliate=None),
                name="a_party_is_a_person_or_an_affiliate",
            ),
            models.CheckConstraint(
                condition=Q(capacity__gte=1, capacity__lte=MOST_AT_ONCE), name="a_party_takes_a_few_at_once"
            ),
            models.CheckConstraint(condition=Q(reached__in=list(Reached)), name="a_party_is_reached_so"),
        ]
        indexes = [models.Index(fields=["is_open", "until"], name="parties_open")]

    def __str__(self) -> str:
        return str(self.affiliate or self.person)

    @property
    def diary_key(self) -> str:
        return self.key

    @property
    def is_over(self) -> bool:
        return self.until < clock.today()

    @property
    def reached_at(self) -> str:
        """How the other side gets in touch, once both have agreed."""
        return self.contact or (self.affiliate.contact if self.affiliate else "")


class Depth(models.IntegerChoices):
    """How far somebody is with a skill, or wants to be taken from."""

    FIRST_STEPS = 1, _("first steps")
    SOME_PRACTICE = 2, _("some practice")
    PRACTICED = 3, _("practiced")
    ABLE_TO_TEACH = 4, _("able to teach it")
    SOUGHT_AFTER = 5, _("others come to learn it")


class Shown(models.TextChoices):
    """Who may see a line of an affiliate."""

    EVERYONE = "everyone", _("everyone")
    MEMBERS = "members", _("people with an account")
    MATCHED = "matched", _("only those with whom we agree to exchange")


class AffiliateSkill(models.Model):
    """A skill that an affiliate has, offers to others, or wants to learn; told by its officers."""

    affiliate = models.ForeignKey(Affiliate, on_delete=models.CASCADE, related_name="skills")
    side = models.CharField(
        max_length=10,
        choices=[
            (PersonSkill.Side.KNOWN, _("We have it")),
            (PersonSkill.Side.OFFERED, _("We offer it")),
            (PersonSkill.Side.WANTED, _("We want to learn it")),
        ],
    )
    skill = models.CharField(max_length=60)  # a key of `movement.skills`
    level = models.PositiveSmallIntegerField(null=True, choices=Depth)
    languages = models.JSONField(default=list)  # codes; empty: those that the affiliate serves
    until = models.DateField(null=True)  # the last day
    note = models.CharField(max_length=280, blank=True)
    shown_to = models.CharField(max_length=10, choices=Shown, default=Shown.MEMBERS)
    confirmed_on = models.DateField()
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["affiliate__sort_name", "affiliate", "side", "skill"]
        constraints = [
            models.UniqueConstraint(
                fields=["affiliate", "side", "skill"], name="an_affiliate_names_a_skill_once"
            ),
            models.CheckConstraint(
                condition=Q(side__in=list(PersonSkill.Side)), name="a_skill_of_an_affiliate_has_a_side"
            ),
            models.CheckConstraint(condition=Q(shown_to__in=list(Shown)), name="a_line_is_shown_to_somebody"),
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__in=list(Depth)), name="a_skill_goes_so_far"
            ),
        ]
        indexes = [models.Index(fields=["side", "skill"], name="affiliates_by_skill")]

    @property
    def diary_key(self) -> str:
        return f"{self.affiliate.key}/{self.side}/{self.skill}"

    @property
    def is_over(self) -> bool:
        return self.until is not None and self.until < clock.today()
