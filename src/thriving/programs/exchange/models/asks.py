from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.movement.models import Person, new_key
from thriving.programs.exchange.models.parties import Party
from thriving.programs.exchange.states import ACCEPTED, CALL, ENDED, EXCHANGE, OPEN


class Way(models.TextChoices):
    """Whether whoever asks wants to learn, or offers to help."""

    GET = "get", _("Looking for help")
    GIVE = "give", _("Offering help")


class Between(models.TextChoices):
    AFFILIATES = "affiliates", _("two affiliates")
    PEOPLE = "people", _("two people")
    BOTH = "affiliate_and_person", _("an affiliate and a person")


class CallState(models.TextChoices):
    OPEN = "open", _("Being passed on")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    OVER = "over", _("Over")


class Request(models.Model):
    """What is asked for. ``words`` are read by whoever is asked; they go with the person who wrote them."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    way = models.CharField(max_length=4, choices=Way)
    skill = models.CharField(max_length=60)
    words = models.CharField(max_length=500, blank=True)
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()  # the last day for an answer
    sample = models.BooleanField(default=False)

    class Meta:
        abstract = True

    @property
    def diary_key(self) -> str:
        return self.key


class Call(Request):
    """A request that is passed on to those who offer in private. To whom and to how many, nobody is told."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="calls")
    state = models.CharField(max_length=10, choices=CallState, default=CallState.OPEN)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            CALL.constraint("a_skill_call_is_in_a_state_of_its_lifecycle"),
            models.UniqueConstraint(
                fields=["party", "way", "skill"], condition=Q(state=OPEN), name="a_party_calls_once_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="calls_by_state")]


class ExchangeState(models.TextChoices):
    """As whoever asked is told it."""

    ASKED = "asked", _("Asked, no answer yet")
    ACCEPTED = "accepted", _("Agreed")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("No answer came")
    ENDED = "ended", _("Ended")


class Refusal(models.TextChoices):
    TIME = "time", _("No time at present")
    OTHER_SKILL = "skill", _("It is not what we can do")
    LANGUAGE = "language", _("The language does not fit")
    OTHER = "other", _("Something else")


class Side(models.TextChoices):
    ASKER = "asker", _("Whoever asked")
    ASKED = "asked", _("Whoever was asked")


class Exchange(Request):
    """One party asks another. The row outlives both: facts were counted from it.

    What the asked side keeps to itself stands beside the state, and whoever asked never reads it:
    ``refused_on`` that they said no without a word, ``is_delivered`` that it never reached them.
    """

    asker = models.ForeignKey(Party, null=True, on_delete=models.SET_NULL, related_name="exchanges_as_asker")
    asked = models.ForeignKey(Party, null=True, on_delete=models.SET_NULL, related_name="exchanges_as_asked")
    call = models.ForeignKey(Call, null=True, on_delete=models.SET_NULL, related_name="exchanges")
    was_passed_on = models.BooleanField(default=False)  # also when its call is gone
    between = models.CharField(max_length=20, choices=Between)
    region = models.CharField(max_length=80, blank=True)  # in which an affiliate was helped
    score = models.JSONField(default=dict)  # what was shown and why
    state = models.CharField(max_length=10, choices=ExchangeState, default=ExchangeState.ASKED)
    is_delivered = models.BooleanField(default=True)
    refused_on = models.DateField(null=True)
    refusal = models.CharField(max_length=10, choices=Refusal, blank=True)
    refusal_words = models.CharField(max_length=280, blank=True)  # read by whoever asked, where it is told
    accepted_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            EXCHANGE.constraint("an_exchange_is_in_a_state_of_its_lifecycle"),
            models.UniqueConstraint(
                fields=["asker", "asked"],
                condition=Q(was_passed_on=False, accepted_on=None),
                name="a_party_is_asked_once_unless_it_agrees",
            ),
            models.UniqueConstraint(fields=["call", "asked"], name="a_call_reaches_a_party_once"),
            models.CheckConstraint(
                condition=Q(asker=None) | Q(asked=None) | ~Q(asker=F("asked")), name="nobody_asks_themselves"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ACCEPTED, ENDED]) | Q(accepted_on__isnull=False),
                name="what_is_agreed_has_its_day",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="exchanges_by_state")]

    def __str__(self) -> str:
        return self.key

    @property
    def is_agreed(self) -> bool:
        """Once both have agreed, each sees who the other is."""
        return self.accepted_on is not None

    def party_of(self, side: Side) -> Party | None:
        return self.asker if side == Side.ASKER else self.asked

    def other_of(self, side: Side) -> Party | None:
        return self.asked if side == Side.ASKER else self.asker


class Block(models.Model):
    """That a party is not to be reached by another ever again. Only the one who said so knows."""

    by = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="blocks")
    other = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="blocked_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "other"], name="a_party_is_blocked_once")]


class Outcome(models.Model):
    """What came of it, asked of each side sixty days after they agreed."""

    class Answer(models.TextChoices):
        HELPED = "helped", _("It helped")
        NOT = "not", _("It did not help")
        STOPPED = "stopped", _("Nothing came about")

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="outcomes")
    side = models.CharField(max_length=10, choices=Side)
    asked_on = models.DateField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    words = models.CharField(max_length=500, blank=True)  # read by both sides
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["exchange", "side"], name="each_side_of_an_exchange_is_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", "helped", "not", "stopped"]),
                name="a_known_outcome_of_an_exchange",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None) | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="an_outcome_has_its_day",
            ),
        ]
