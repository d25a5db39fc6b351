from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


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
