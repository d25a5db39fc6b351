from __future__ import annotations

import uuid
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from thriving.kernel import clock


def new_key() -> str:
    """A random identifier that says nothing about whom it stands for."""
    return uuid.uuid4().hex


class People(BaseUserManager["Person"]):
    def create_user(self, username: str, password: str | None = None, **fields: object) -> Person:
        person = self.model(username=username, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody with an account. ``key`` is what facts and the diary keep; forgetting deletes the row."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=35, default="en")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = People()

    def __str__(self) -> str:
        return self.name or self.username

    @property
    def roles(self) -> frozenset[str]:
        """The roles held today, over the whole movement or any part of it."""
        return frozenset(holding.role for holding in self._holdings_today())

    def scopes(self, role: str) -> frozenset[str]:
        """Over what the role is held today; ``""`` is the whole movement."""
        return frozenset(holding.scope for holding in self._holdings_today() if holding.role == role)

    def refresh_from_db(self, *args: Any, **options: Any) -> None:
        self._known_holdings = None
        super().refresh_from_db(*args, **options)

    _known_holdings: list[RoleHolding] | None = None

    def _holdings_today(self) -> list[RoleHolding]:
        # Read once for each time that the person is fetched: a page asks many rules.
        if self._known_holdings is None:
            self._known_holdings = list(self.holdings.all()) if self.pk else []
        today = clock.today()
        return [holding for holding in self._known_holdings if self.is_active and holding.held_on(today)]


class RoleHolding(models.Model):
    """A person's role, over the whole movement (empty scope) or a part of it, for a time."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="holdings")
    role = models.CharField(max_length=60)
    scope = models.CharField(max_length=120, blank=True)  # "" or "priority:<plan key>/<priority key>"
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="grants_of_roles"
    )

    def __str__(self) -> str:
        return f"{self.person} · {self.role} {self.scope}".strip()

    def held_on(self, day: date) -> bool:
        """Both days of the holding included."""
        return self.begins_on <= day and (self.ends_on is None or day <= self.ends_on)
