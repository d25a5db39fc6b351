"""Abuse case 20: a template, or a name that is put into one, that would be run."""

from __future__ import annotations

import pytest
from tests.grants.agreements import world
from tests.grants.agreements.world import Hands

from thriving.grants.agreements import actions
from thriving.grants.agreements.models import Template
from thriving.kernel.words import Words
from thriving.movement.actions import Refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "more",
    ["{award.__class__.__mro__}", "{title!r}", "{{ settings.SECRET_KEY }}", "{% debug %}", "{0.__init__}"],
)
def test_a_template_that_would_run_is_refused(hands: Hands, more: str) -> None:
    with pytest.raises(Refused):
        actions.write_template("standard", "Standard", world.BODY + more, by=hands.officer)
    assert not Template.objects.exists()


@pytest.mark.parametrize("title", ["{award}", "{award.__class__}", "%(award)s", "{{ 7*7 }}", "$award"])
def test_a_title_stays_a_title(hands: Hands, title: str) -> None:
    text = world.ready(hands, world.granted(hands.applicant, title=Words(en=title)))
    assert f"“{title}”" in text.body
