"""Findings, the clauses that rest on them, and what a plan counts of both."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from tests.conftest import Cast
from tests.programs.partnerships import world

from thriving.evidence import check
from thriving.evidence.models import Fact
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.partnerships import actions, facts, queries
from thriving.programs.partnerships.actions import StreamSaid
from thriving.programs.partnerships.models import Finding, Partnership, Stream, Version

pytestmark = pytest.mark.django_db


def counted(kind: str) -> list[tuple[str, str]]:
    standing = Fact.objects.filter(kind=kind, superseded_number=None).order_by("occurred_on")
    return [(fact.dimensions["stream"], str(fact.occurred_on)) for fact in standing]


def as_derived() -> bool:
    """What the ledger holds is what the records say."""
    return not [*check.as_derived(facts.WRITTEN), *check.as_derived(facts.NAMED)]


def test_a_finding_is_stated_when_it_is_written(finding: Finding) -> None:
    assert counted(facts.WRITTEN) == [("stream-1", "2026-01-20")]
    assert counted(facts.NAMED) == []
    assert finding.stream.state == "published"


def test_it_is_named_from_the_day_on_which_the_text_is_ready(
    archives: Partnership, finding: Finding, organizer: Person
) -> None:
    version = world.drafted(archives, organizer, (finding.key,))
    assert counted(facts.NAMED) == []
    with world.on(world.READY):
        actions.make_ready(version, by=organizer)
    assert counted(facts.NAMED) == [("stream-1", "2026-03-02")]
    assert as_derived()


def test_withdrawn_it_counts_no_longer_and_its_clause_rests_on_nothing(
    archives: Partnership, finding: Finding, organizer: Person
) -> None:
    version = world.ready(archives, organizer, (finding.key,))
    actions.withdraw_finding(finding, reason="The sample was wrong.", by=organizer)
    assert counted(facts.WRITTEN) == counted(facts.NAMED) == []
    ((clause, standing, gone),) = queries.bases_of(version).clauses
    assert (standing, gone) == ([], [finding])
    assert queries.bases_of(version).resting_on_nothing == [clause]
    assert Stream.objects.get().state == "in_progress"
    assert as_derived()


def test_a_text_that_is_taken_back_names_nothing(
    archives: Partnership, finding: Finding, organizer: Person
) -> None:
    version = world.ready(archives, organizer, (finding.key,))
    actions.take_back(version, why="A word is missing.", by=organizer)
    assert counted(facts.NAMED) == []
    assert Partnership.objects.get().state == "drafted"


def test_an_agreement_that_never_came_names_nothing(
    archives: Partnership, finding: Finding, organizer: Person
) -> None:
    world.ready(archives, organizer, (finding.key,))
    actions.end(archives, reason="They chose others.", by=organizer)
    assert counted(facts.NAMED) == []
    assert counted(facts.WRITTEN) == [("stream-1", "2026-01-20")]


def test_findings_that_no_clause_uses_are_told(
    archives: Partnership, finding: Finding, organizer: Person
) -> None:
    other = world.found(finding.stream, organizer)
    version = world.drafted(archives, organizer, (finding.key,), ())
    bases = queries.bases_of(version)
    assert bases.unused == [other]
    assert [clause.number for clause in bases.resting_on_nothing] == ["2"]


def test_an_amendment_counts_once_it_is_signed(
    archives: Partnership, finding: Finding, organizer: Person, signer: Person
) -> None:
    first = world.ready(archives, organizer, (finding.key,))
    world.sign(first, "ours", signer)
    world.sign(first, "theirs", organizer)
    second = world.ready(Partnership.objects.get(), organizer, ())
    assert counted(facts.NAMED) == [("stream-1", "2026-03-02")]
    world.sign(second, "ours", signer)
    world.sign(second, "theirs", organizer)
    assert counted(facts.NAMED) == []
    assert as_derived()


def test_a_stopped_stream_keeps_what_it_found_and_finds_nothing_more(
    finding: Finding, organizer: Person
) -> None:
    stream = finding.stream
    actions.stop(stream, reason="Its archive has closed.", by=organizer)
    assert counted(facts.WRITTEN) == [("stream-1", "2026-01-20")]
    with pytest.raises(Refused, match="while the stream is in progress"):
        world.found(stream, organizer)
    actions.resume(stream, by=organizer)
    assert Stream.objects.get().state == "published"


def test_a_stream_is_not_stopped_without_a_reason(stream: Stream, organizer: Person) -> None:
    with pytest.raises(MoveRefused):
        actions.stop(stream, reason=" \u200b", by=organizer)


def test_what_is_asked_is_fixed_before_the_answers(stream: Stream, organizer: Person) -> None:
    with pytest.raises(Refused, match="are fixed"):
        actions.describe_stream(stream, StreamSaid(Words(en="Other"), "Other?"), by=organizer)


def test_two_streams_do_not_share_a_key_in_two_partnerships(stream: Stream, organizer: Person) -> None:
    other = world.partnership(stream.partnership.partner, organizer, "others")
    with pytest.raises(Refused, match="already"):
        world.stream(other, organizer)


def test_a_finding_needs_evidence(stream: Stream, organizer: Person) -> None:
    with pytest.raises(Refused, match="where the evidence can be read"):
        world.found(stream, organizer, url="")
    with pytest.raises(Refused, match="starts with https"):
        world.found(stream, organizer, url="javascript:alert(1)")


def test_the_database_refuses_to_rewrite_a_finding(finding: Finding) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Finding.objects.update(text="The opposite.")


def test_a_clause_rests_on_findings_of_its_own_partnership(
    archives: Partnership, finding: Finding, organizer: Person
) -> None:
    other = world.partnership(archives.partner, organizer, "others")
    with pytest.raises(Refused, match="No finding of this partnership"):
        world.drafted(other, organizer, (finding.key,))
    assert not Version.objects.exists()


def test_others_write_nothing(finding: Finding, cast: Cast) -> None:
    for somebody in (cast.volunteer, cast.evaluator, cast.operator):
        with pytest.raises(PermissionDenied):
            actions.withdraw_finding(finding, reason="Mine.", by=somebody)
