from __future__ import annotations

import secrets

from django.db import models


def new_key() -> str:
    return secrets.token_hex(16)


class Keyed(models.Model):
    """A record that chooses its own random key: its sealed texts belong to it before it is stored.

    And from an address nobody learns how many there are.
    """

    key = models.CharField(max_length=32, primary_key=True, default=new_key, editable=False)

    class Meta:
        abstract = True
