"""The pages of evidence in a browser: narrow, dark, from right to left, and without a script."""

from __future__ import annotations

from datetime import date

import pytest
from tests.conftest import Cast
from tests.factories import with_example
from tests.whole.browsing import Way, look_at, overflow
from tests.whole.conftest import Browse
from tests.whole.numbers import count_on

from thriving.evidence import actions
from thriving.evidence.models import Batch, Source
from thriving.evidence.statements import Statement
from thriving.kernel import clock
from thriving.kernel.words import Words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PUBLIC = (
    "/evidence/communities/",
    "/evidence/communities/?where=language:in:es",
    "/evidence/stakeholders/",
    "/evidence/people/",
    "/measures/",
    "/measures/stakeholders/",
    "/indicators/",
    "/exports/",
    "/data-package/",
)
OF_EVALUATORS = (
    "/imports/",
    "/imports/1/",
    "/imports/1/rows/",
    "/stated-values/",
    "/stated-values/propose/",
    "/evidence/people/",
)


@pytest.fixture
def world(transactional_db: None) -> None:
    """A few measures with records, some of them in other scripts, and an import that waits."""
    said = {
        "communities": {"kind": "distinct", "fact": "pilot.data_contributed", "unit": {"code": "community"}},
        "people": {"kind": "distinct", "fact": "leadership.engaged", "unit": {"code": "person"}},
        "stakeholders": {
            "kind": "ratio",
            "numerator": {"fact": "risk.stakeholder_engaged"},
            "denominator": {"fact": "risk.stakeholder_required"},
            "unit": {"code": "percent"},
        },
    }
    versions = {
        key: actions.define_measure(key, with_example(each), title=Words(en=key.title()), by="test")
        for key, each in said.items()
    }
    Source.objects.create(key="p1", kind="pilot", title=Words(en="A pilot with a long name", ar="تجربة أولى"))
    day = date(2020, 3, 1)
    pilot = {"community_type": "thematic", "language": "es"}
    actions.state(
        [
            *(Statement("pilot.data_contributed", f"c{n}", day, None, pilot, "p1") for n in range(8)),
            *(Statement("risk.stakeholder_required", f"event/role-{n}", day) for n in range(3)),
            Statement("risk.stakeholder_engaged", "event/role-1", day),
            Statement("leadership.engaged", "0" * 32, day, None, {"stage": "tested"}),
        ],
        by="test",
    )
    assert versions
    Batch.objects.create(pk=1, name="سجلات.csv", digest="0" * 64, created_at=clock.now())
    count_on(Batch)


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(("language", "width", "dark"), [("en", 320, False), ("ar", 390, True)])
def test_everyone_can_read_them(browse: Browse, language: str, width: int, *, dark: bool) -> None:
    """With a script and without: a page that has none is the same page."""
    watched = browse(language=language, width=width, dark=dark)
    without = browse(language=language, width=width, dark=dark, script=False)
    for address in PUBLIC:
        page = look_at(watched, address, Way(width, dark))
        if page.locator("script").count():
            assert (address, overflow(without.go(address, until="load"))) == (address, 0)


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(("language", "width"), [("en", 320), ("ar", 1280)])
def test_evaluators_can_work_with_them(browse: Browse, cast: Cast, language: str, width: int) -> None:
    watched = browse(language=language, width=width, person=cast.evaluator)
    for address in OF_EVALUATORS:
        look_at(watched, address, Way(width))
