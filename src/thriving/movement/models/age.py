from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thriving.movement.ages import Band
from thriving.movement.models.person import Person


class Age(models.Model):
    """Between which ages somebody is: as they say, and as a safeguarding officer confirmed. No birth date.

    ``Person.shielded`` follows from it, and is written with it.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="age")
    band = models.CharField(max_length=8, blank=True)  # as they say; empty: they have not said
    stated_on = models.DateField(null=True, blank=True)
    youngest_said = models.CharField(max_length=8, blank=True)  # since an officer confirmed a band
    confirmed_band = models.CharField(max_length=8, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="ages_confirmed"
    )
    # From which age they decide for themselves where they live, as it was when the band was confirmed.
    decides_from = models.PositiveSmallIntegerField(null=True, blank=True)
    ask_again_on = models.DateField(null=True, blank=True)
    # They stand where minors may stand too: until their band is confirmed, they are protected like a minor.
    stands = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("person")),
                name="nobody_confirms_their_own_age",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_band="", confirmed_on__isnull=True)
                | (~Q(confirmed_band="") & Q(confirmed_on__isnull=False)),
                name="a_confirmed_band_has_its_day",
            ),
        ]
        indexes = [models.Index(fields=["ask_again_on"], name="ages_to_ask_again")]

    @property
    def is_confirmed(self) -> bool:
        """Who says later that they are older keeps what was confirmed until then; younger counts at once."""
        return bool(self.confirmed_band) and not self._said_younger

    @property
    def waits(self) -> bool:
        """For an officer to confirm what they say."""
        return bool(self.band) and {self.band, self.youngest_said} != {self.confirmed_band}

    @property
    def _said_younger(self) -> bool:
        return (
            bool(self.youngest_said)
            and Band.read(self.youngest_said).first < Band.read(self.confirmed_band).first
        )

    def say(self, band: Band) -> None:
        """Their own word. Taking back that one is young takes nothing back: an officer's word does."""
        self.band = band.key
        if not self.youngest_said or band.first < Band.read(self.youngest_said).first:
            self.youngest_said = band.key

    @property
    def of_a_minor(self) -> bool:
        """By any own word since an officer's, or by the officer's: the youngest counts until they agree."""
        return any(Band.read(key).of_minors for key in self._said)

    @property
    def youngest(self) -> int | None:
        """How old they are at least, in years, by all that was said; nothing was said: nobody knows."""
        return min((Band.read(key).first for key in self._said), default=None)

    @property
    def _said(self) -> list[str]:
        return [key for key in (self.youngest_said, self.confirmed_band) if key]

    @property
    def shields(self) -> bool:
        return self.of_a_minor or (self.stands and not self.is_confirmed)
