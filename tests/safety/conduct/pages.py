"""What the pages of codes show: one version in force, one in consultation with a comment."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

from django.core.files import File
from tests.conftest import person
from tests.safety.conduct import world

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.safety.conduct import actions
from thriving.safety.conduct.models import Version

PDF = b"%PDF-1.4\n%%EOF\n"


def with_document() -> Version:
    """In force, endorsed by a document that is kept here."""
    version = world.ratified()
    proof = replace(world.PROOF, address="", document=File(BytesIO(PDF), name="resolution.pdf"))
    with world.at(world.ENDORSED):
        actions.endorse(version, proof, by=world.secretary())
    with world.at(world.IN_FORCE):
        actions.take_effect(version, by=world.keeper())
    return world.fresh(version)


def next_in_consultation(before: Version) -> Version:
    """Of today, so that it can be commented on."""
    keeper, carla = world.keeper(), person("carla")
    version = actions.draft(before.code, binding="en", changes=Words(en="Kinder."), by=keeper)
    actions.write(version, "en", "Be kind to each other, always.", by=keeper)
    actions.consult(version, until=clock.today() + timedelta(days=30), by=keeper)
    actions.comment(world.fresh(version), "Say more about newcomers.", language="en", by=carla)
    return world.fresh(version)
