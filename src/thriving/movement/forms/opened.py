"""Two windows on one form: whoever saves second is told, and writes over nothing that they did not see."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any, Self, TypeVar

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import turn
from thriving.movement.actions import Refused

_Done = TypeVar("_Done")


class OverForm(forms.Form):
    """A form that writes over what stands there.

    It carries an imprint of what that was when the page was opened. A program that sends the form without one
    says that it means to write over whatever stands there.
    """

    opened = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    _stands: Callable[[], object] | None = None
    _seen = ""

    def over(self, stands: Callable[[], object]) -> Self:
        """``stands`` reads anew what is written over; two that are equal have one ``repr``."""
        self._stands = stands
        if not self.is_bound:
            self.initial["opened"] = _imprint(stands())
        return self

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        self._seen = said.pop("opened", "")
        return said

    def require_as_opened(self) -> None:
        if self._stands and self._seen and self._seen != _imprint(self._stands()):
            raise Refused(
                _(
                    "What stands here has changed since you opened this page, in another window of yours or "
                    "by somebody else. Open it again beside this one, and bring both together."
                )
            )


def written_over(form: forms.Form, take: Callable[[], _Done]) -> _Done:
    """Do what ``form`` asks for while nobody else writes; raises Refused where it was overtaken."""
    if not isinstance(form, OverForm):
        return take()
    with transaction.atomic():
        turn.take()
        form.require_as_opened()
        return take()


def _imprint(stands: object) -> str:
    return sha256(repr(stands).encode()).hexdigest()
