from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Iterator
from copy import copy
from typing import TYPE_CHECKING, Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from thriving.kernel import clock
from thriving.movement.models.audience import Audience
from thriving.movement.models.country import Country
from thriving.movement.models.folded import SortedAs
from thriving.movement.models.region import Region

if TYPE_CHECKING:
    from thriving.movement.models.role import RoleHolding


WEEKLY = "week"  # the kind of letter that goes only to who asked for it


def new_key() -> str:
    """A random identifier that says nothing about whom it stands for."""
    return uuid.uuid4().hex


def _holdings() -> Prefetch[Any]:
    """Of people, with what waits: see `roles.waits`."""
    holdings: Any = Person._meta.get_field("holdings").related_model
    return Prefetch("holdings", holdings.objects.with_what_waits())


class PeopleSet(models.QuerySet["Person"]):
    def without_minors(self) -> PeopleSet:
        """Those who may be named to others: nobody who is a minor, or is protected like one."""
        return self.filter(shielded=False)

    def with_roles(self) -> PeopleSet:
        """For asking rules about each of many: their roles are read at once."""
        return self.prefetch_related(_holdings())


class People(BaseUserManager["Person"]):
    def get_queryset(self) -> PeopleSet:
        return PeopleSet(self.model, using=self._db)

    def without_minors(self) -> PeopleSet:
        return self.get_queryset().without_minors()

    def with_roles(self) -> PeopleSet:
        return self.get_queryset().with_roles()

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """One name for one person, whatever a keyboard makes of it: "Esi", "ＥＳＩ" and "esi" are one."""
        return unicodedata.normalize("NFKC", username).casefold().strip()

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(username=self.normalize_username(username or ""))

    def create_user(self, username: str, password: str | None = None, **fields: object) -> Person:
        person = self.model(username=self.normalize_username(username), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def to_write_to(self) -> QuerySet[Person]:
        """Whoever holds, or ever held, a role and can be reached by mail. Rules say who hears of what."""
        reachable = self.filter(is_active=True, holdings__isnull=False).exclude(email="")
        return reachable.distinct().order_by("pk").prefetch_related(_holdings())


class Person(AbstractBaseUser):
    """Somebody with an account. ``key`` is what facts and the diary keep; forgetting deletes the row.

    Of what they tell of themselves, each line says who may see it. Only the name must be there.
    """

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    # The address of their page. It is not the key: a page would tell whose facts are whose.
    page = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=200, blank=True)
    sorted_as = SortedAs(of="name", max_length=400)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=35, default="en")
    is_active = models.BooleanField(default=True)
    # A minor, or protected like one: named to nobody else, and in no list. It follows from their `Age`.
    shielded = models.BooleanField(default=False, editable=False)
    # Every session of theirs is bound to it: made anew, it signs them out wherever they are signed in.
    sign_ins = models.CharField(max_length=32, default=new_key, editable=False)
    unwanted_letters = models.JSONField(default=list, blank=True)  # kinds of `kernel.outbox`
    time_zone = models.CharField(max_length=64, default="UTC")  # as the IANA database calls it
    weekly_letter = models.BooleanField(default=False)  # all that waits for them, once a week
    # The Monday of the last week of which they were told, or for which there was nothing to tell.
    week_told_on = models.DateField(null=True, blank=True, editable=False)
    about = models.CharField(max_length=280, blank=True)
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )

    name_shown_to = Audience.column(Audience.MEMBERS)
    about_shown_to = Audience.column(Audience.MEMBERS)
    languages_shown_to = Audience.column(Audience.MEMBERS)
    knows_shown_to = Audience.column(Audience.MEMBERS)
    offers_shown_to = Audience.column(Audience.MEMBERS)
    wishes_shown_to = Audience.column(Audience.MEMBERS)
    where_shown_to = Audience.column(Audience.NEED)

    class Meta:
        indexes = [
            # The directory reads one audience after the other, each in the order of names.
            models.Index(
                fields=["name_shown_to", "sorted_as", "page"],
                condition=Q(is_active=True, shielded=False),
                name="people_by_name",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(country__isnull=True) | Q(region__isnull=True),
                name="a_person_is_in_a_country_or_a_region",
            ),
        ]

    acts_only = False  # whether roles that wait are left out: see `acting`

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = People()

    def __str__(self) -> str:
        """What may stand on any page: whoever prints somebody without a thought names no minor by it."""
        return str(_("A young person")) if self.shielded else self.called

    @property
    def called(self) -> str:
        """By those who may read it, as `rules.people` says."""
        return self.name or self.username

    def get_session_auth_hash(self) -> str:
        """A session lives only as long as the password and the account's sign-ins that it began with."""
        bound = f"{self.sign_ins}\n{self.password}"
        return salted_hmac("thriving.movement.sessions", bound, algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """None: with a new secret key everybody signs in anew."""
        yield from ()

    @property
    def diary_key(self) -> str:
        """What the diary calls them: never their number, which would be a link to the row."""
        return self.key

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def wants_letters(self, kind: str) -> bool:
        return self.weekly_letter if kind == WEEKLY else kind not in self.unwanted_letters

    @property
    def roles(self) -> frozenset[str]:
        """The roles held today, over the whole movement or any part of it."""
        return frozenset(holding.role for holding in self.holdings_today())

    def scopes(self, role: str) -> frozenset[str]:
        """Over what the role is held today; ``""`` is the whole movement."""
        return frozenset(holding.scope for holding in self.holdings_today() if holding.role == role)

    def holdings_today(self) -> list[RoleHolding]:
        if not self.pk or not self.is_active:
            return []
        # Read once for each time that the person is fetched, and asked for once: a page asks many rules.
        if "holdings" not in getattr(self, "_prefetched_objects_cache", ()):
            prefetch_related_objects([self], _holdings())
        held = (each for each in self.holdings.all() if each.held_on(clock.today()))
        return [each for each in held if not (self.acts_only and each.waits)]

    @property
    def acting(self) -> Self:
        """As they may act today: without the roles that wait for something. `kernel.access` asks for it."""
        if self.acts_only or not any(each.waits for each in self.holdings_today()):
            return self
        acting = copy(self)
        acting.acts_only = True
        return acting

    @property
    def whole(self) -> Self:
        """With every role, also where only what they may do is asked for."""
        if not self.acts_only:
            return self
        whole = copy(self)
        whole.acts_only = False
        return whole
