from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests import places
from tests.conftest import AtOnce, Cast, person
from tests.grants import world
from tests.grants.proposals import written

from thriving.evidence.check import mismatches
from thriving.evidence.models import Fact
from thriving.grants.proposals import actions
from thriving.grants.proposals.actions import bringing
from thriving.grants.proposals.models import Intake, Proposal
from thriving.kernel import clock
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.tables import Unreadable, csv_lines
from thriving.movement.actions import Refused
from thriving.movement.models import Person

HEADER = ("Project", "Grant no.", "Group", "country", "currency", "Paid out", "submitted_on", "decided_on")
ROW = ("Lakes on film", "G-RF-2310-14218", "Film club", "GH", "USD", "1200.50", "2023-01-05", "2023-02-20")
MAPPING = dict(
    zip(
        ("title", "key", "organization", "country", "currency", "awarded", "submitted_on", "decided_on"),
        range(8),
        strict=True,
    )
)


def table(*rows: Mapping[str, str]) -> BytesIO:
    """Each row says what differs from the usual one."""
    usual = dict(zip(HEADER, ROW, strict=True))
    lines = csv_lines(HEADER, [[{**usual, **row}[name] for name in HEADER] for row in rows])
    return BytesIO("".join(lines).encode())


@pytest.fixture
def known(officer: Person) -> Person:
    places.few()
    return officer


def test_grants_that_were_made_before_need_no_core_measure(known: Person) -> None:
    world.grant_round("2023", core_measures=[written.measure().key])
    assert bringing.take_in(named(known, {}), by=known) == 1


def brought(by: Person, *rows: Mapping[str, str]) -> Intake:
    return bringing.bring(world.grant_round("2023"), table(*rows), title="grants.csv", by=by)


def named(by: Person, *rows: Mapping[str, str]) -> Intake:
    made = brought(by, *rows)
    bringing.name_columns(made, MAPPING, by=by)
    return made


def problems(intake: Intake) -> list[tuple[int, str, str]]:
    return [(line.row, *problem) for line in intake.lines.all() for problem in line.problems]


def test_grants_are_taken_in_and_undone_whole(known: Person) -> None:
    intake = named(known, {}, {"Grant no.": "", "Project": "Second", "currency": "usd"})
    assert (problems(intake), bringing.take_in(intake, by=known)) == ([], 2)
    first = Proposal.objects.get(key="g-rf-2310-14218")
    assert (first.state, str(first.award), first.region) == ("approved", "1200.50 USD", "sub-saharan-africa")
    assert {each.kind for each in Fact.objects.all()} == {
        "proposal.submitted",
        "proposal.decided",
        "grant.awarded",
    }
    assert not any(line.cells for line in intake.lines.all())
    bringing.undo(intake, by=known)
    assert not Proposal.objects.exists()
    assert not Fact.objects.filter(superseded_number=None).exists()
    assert list(mismatches()) == []


def test_columns_are_guessed_by_their_names_and_can_be_said_anew(known: Person) -> None:
    intake = brought(known, {})
    assert intake.mapping == {"country": 3, "currency": 4, "submitted_on": 6, "decided_on": 7}
    with pytest.raises(Refused, match="Title, Amount granted"):
        bringing.name_columns(intake, intake.mapping, by=known)
    bringing.name_columns(intake, {**MAPPING, "title": 2}, by=known)
    bringing.name_columns(intake, MAPPING, by=known)
    bringing.take_in(intake, by=known)
    assert str(Proposal.objects.get().title) == "Lakes on film"


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        ({"Paid out": "NaN"}, "awarded", "no amount of money"),
        ({"Paid out": "-0.01"}, "awarded", "below zero"),
        ({"Paid out": "1e400"}, "awarded", "no amount of money"),
        ({"Paid out": "0.005"}, "awarded", "2 digits after the point"),
        ({"Paid out": "0"}, "awarded", "above zero"),
        ({"Paid out": ""}, "awarded", "must not be empty"),
        ({"currency": "dollars"}, "awarded", "no currency"),
        ({"currency": "EUR"}, "currency", "no rate of exchange from EUR to USD"),
        ({"country": "Atlantis"}, "country", "No country"),
        ({"submitted_on": "5 January"}, "submitted_on", "not a day"),
        ({"decided_on": "2022-12-31"}, "decided_on", "before it is handed in"),
        ({"decided_on": "2098-12-31"}, "decided_on", "still to come"),
        ({"submitted_on": "0020-01-05"}, "submitted_on", "Look at the year"),
        ({"Project": "x" * 151}, "title", "at most 150"),
    ],
)
def test_13_row_that_is_wrong_says_where_and_nothing_is_half_written(
    known: Person, row: Mapping[str, str], column: str, sentence: str
) -> None:
    intake = named(known, {"Grant no.": "one"}, row)
    said = problems(intake)
    assert {number for number, _name, _said in said} == {3}
    assert any(name == column and sentence in each for _number, name, each in said)
    with pytest.raises(MoveRefused, match="by halves"):
        bringing.take_in(intake, by=known)
    assert not Proposal.objects.exists()


def test_same_grant_twice_is_told(known: Person) -> None:
    assert "Another row" in problems(named(known, {}, {}))[0][2]
    bringing.take_in(named(known, {}), by=known)
    assert "already" in problems(named(known, {"Project": "Lakes again"}))[0][2]


def test_a_table_that_is_sent_twice_is_there_once(known: Person) -> None:
    """Without numbers of their own nothing else tells that these are the same grants."""
    unnumbered = {"Grant no.": ""}
    first = named(known, unnumbered)
    assert brought(known, unnumbered) == first
    bringing.take_in(first, by=known)
    with pytest.raises(Refused, match="This same table was taken in on"):
        brought(known, unnumbered)
    bringing.undo(first, by=known)
    assert brought(known, unnumbered) != first


def test_what_became_wrong_since_one_looked_is_refused(known: Person) -> None:
    first, second = named(known, {}), named(known, {"Project": "Lakes again"})
    bringing.take_in(first, by=known)
    with pytest.raises(Refused, match="row 2 has become wrong"):
        bringing.take_in(second, by=known)
    second.refresh_from_db()
    assert second.state == "checked"


def test_currency_of_its_own_is_compared_by_the_rate_of_its_day(known: Person) -> None:
    world.rate(value="2", on=written.DAY)  # of a later day
    world.rate(value="1.5", on=written.DAY.replace(year=2023, month=1, day=1))
    intake = named(known, {"currency": "EUR"})
    bringing.take_in(intake, by=known)
    assert str(Proposal.objects.get().asks_for_compared) == "1800.75 USD"


def test_what_somebody_commented_is_not_undone(known: Person, cast: Cast) -> None:
    intake = named(known, {})
    bringing.take_in(intake, by=known)
    actions.comment(Proposal.objects.get(), "Well done.", by=cast.volunteer)
    with pytest.raises(Refused, match="nothing was undone"):
        bringing.undo(intake, by=known)
    assert Fact.objects.filter(superseded_number=None).count() == 3


def test_only_grants_officers_bring_grants(known: Person, cast: Cast) -> None:
    intake = named(known, {})
    for somebody in (cast.volunteer, cast.evaluator, cast.operator):
        with pytest.raises(PermissionDenied):
            bringing.take_in(intake, by=somebody)


def test_24_what_is_no_table_is_refused(known: Person) -> None:
    with pytest.raises(Unreadable):
        bringing.bring(world.grant_round(), BytesIO(b""), title="x", by=known)
    with pytest.raises(Refused, match="no rows"):
        bringing.bring(world.grant_round(), table(), title="x", by=known)


def test_undecided_it_is_not_kept_for_long(known: Person) -> None:
    intake = brought(known, {})
    Intake.objects.update(brought_at=clock.now() - timedelta(days=15))
    bringing.drop_undecided("test")
    intake.refresh_from_db()
    assert intake.state == "discarded"
    assert not any(line.cells for line in intake.lines.all())


def test_10_two_take_it_in_at_once(at_once: AtOnce) -> None:
    places.few()
    officer = person("gita", "grants_officer")
    intake = named(officer, {})

    def take_in() -> int:
        return bringing.take_in(Intake.objects.get(pk=intake.pk), by=officer)

    answers = at_once(take_in, take_in)
    assert sum(isinstance(each, MoveRefused) for each in answers) == 1
    assert Proposal.objects.count() == 1


def test_officer_does_it_on_pages(client: Client, known: Person) -> None:
    world.grant_round("2023")
    client.force_login(known)
    upload = SimpleUploadedFile("grants.csv", table({}).getvalue())
    client.post(reverse("proposals:tables", args=["2023"]), {"file": upload})
    intake = Intake.objects.get()
    address = reverse("proposals:table", args=["2023", intake.pk])
    wrong = client.post(address, {"title": "0"})
    assert wrong.status_code == 422
    client.post(address, {name: str(at) for name, at in (MAPPING | {"awarded": 0}).items()})
    assert "<bdi>Amount granted</bdi>: “Lakes on film” is no amount" in client.get(address).content.decode()
    client.post(address, {name: str(at) for name, at in MAPPING.items()})
    assert "It can be taken in." in client.get(address).content.decode()
    assert ">Row <bdi>2</bdi></th>" in client.get(address).content.decode()  # a phone shows no heads
    client.post(address, {"move": "take_in"})
    assert "Lakes on film" in client.get(address).content.decode()


def test_columns_that_were_named_once_are_known_the_next_time(known: Person) -> None:
    named(known, {})
    again = brought(known, {"Grant no.": "another"})
    assert again.mapping == MAPPING
