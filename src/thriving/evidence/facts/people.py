"""What people did, and how they were assessed. A person is a random identifier."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.evidence.facts.words import COUNTRY, LANGUAGE, REGION, ROLE, wave
from thriving.evidence.kinds import PERSON, Dimension, FactKind, Type, declare
from thriving.evidence.models import Visibility

STAGES = ("invited", "engaged", "tested", "refined")

LEADERSHIP_ENGAGED = declare(
    FactKind(
        name="leadership.engaged",
        subject=PERSON,
        meaning=_("A person took part in testing or refining the leadership framework."),
        sentence=_("Leadership framework, %(stage)s: %(role)s, %(standing)s. Region: %(region)s."),
        dimensions=(
            Dimension("stage", Type.CHOICE, _("What the person did with the framework."), STAGES),
            Dimension("standing", Type.CHOICE, _("Whether the person is new to it."), ("new", "existing")),
            ROLE,
            REGION,
            COUNTRY,
            LANGUAGE,
        ),
        key=("stage",),
        visibility=Visibility.RESTRICTED,
    )
)

ASSESSMENT_SCORED = declare(
    FactKind(
        name="assessment.scored",
        subject=PERSON,
        meaning=_("A participant's assessment of their own capacities was scored."),
        sentence=_("A participant of %(cohort)s scored %(value)s, %(wave)s."),
        dimensions=(
            wave("before", "after"),
            Dimension("cohort", Type.KEY, _("The group that learned together.")),
        ),
        key=("wave", "cohort"),
        visibility=Visibility.RESTRICTED,
        unit="points",
    )
)
