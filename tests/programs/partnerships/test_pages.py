"""The pages of partnerships, as those who work on them and everybody else see them."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import Cast
from tests.movement.groups import world as world_of_groups
from tests.programs.partnerships import world
from tests.whole.connections import close

from thriving.evidence.models import Fact
from thriving.kernel import files
from thriving.movement.models import Person
from thriving.programs.partnerships import actions
from thriving.programs.partnerships.models import Finding, Partner, Partnership, Signature, Version

pytestmark = pytest.mark.django_db
ARCHIVES = "/partnerships/archives/"
AGREEMENT = f"{ARCHIVES}agreement/1/"
RESEARCH = f"{ARCHIVES}streams/stream-1/"


def text_of(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def status_of(client: Client, address: str) -> int:
    """A download keeps its file open until it is closed."""
    answer = client.get(address)
    close(answer)
    return answer.status_code


def test_each_clause_says_on_which_finding_it_rests(
    client: Client, archives: Partnership, finding: Finding, organizer: Person
) -> None:
    world.found(finding.stream, organizer)
    world.ready(archives, organizer, (finding.key,), ())
    page = text_of(client, AGREEMENT)
    assert "1 of 2 clauses rest on a finding of research." in page
    assert "Rests on: Small archives describe well (About stream-1)" in page
    assert "Clause 2 rests on nothing" in page
    assert page.count("Small archives describe well") == 2  # named once, and once unused
    assert "<title>Agreement, version 1: " in client.get(AGREEMENT).content.decode()
    rows = client.get(f"{AGREEMENT[:-1]}.json").json()["rows"]
    assert [(row["clause"], row["rests_on"]) for row in rows] == [("1", ["stream-1/1"]), ("2", [])]


def test_a_withdrawn_finding_leaves_its_clause_bare(
    client: Client, archives: Partnership, finding: Finding, organizer: Person
) -> None:
    world.ready(archives, organizer, (finding.key,))
    client.force_login(organizer)
    told = client.post(f"{RESEARCH}findings/1/withdraw/", {"reason": "Counted twice."})
    assert told.status_code == 302
    client.logout()
    page = text_of(client, AGREEMENT)
    assert "Clause 1 rests on nothing" in page
    assert "Withdrawn since: Small archives describe well (About stream-1) : Counted twice." in page
    assert "withdrawn" in text_of(client, RESEARCH)


def test_a_swapped_document_is_said_on_both_pages(
    client: Client, archives: Partnership, organizer: Person
) -> None:
    version = world.ready(archives, organizer, ())
    assert "Do not rely on it" not in text_of(client, AGREEMENT)
    files.path_of(version.document).write_bytes(b"%PDF-1.7 swapped")
    assert status_of(client, f"{AGREEMENT}document/") == 404
    for address in (AGREEMENT, ARCHIVES):
        assert "This is not what was sealed. Do not rely on it." in text_of(client, address)


def test_drafts_are_read_by_those_who_write_and_by_the_partners_officers(
    client: Client, organizer: Person, cast: Cast
) -> None:
    lakeside = world_of_groups.affiliate("lakeside", "Lakeside")
    world_of_groups.affiliate("seaside", "Seaside")
    of = world.partnership(world.of_affiliate(organizer, lakeside), organizer)
    world.drafted(of, organizer, ())
    for reader, status in (
        (cast.volunteer, 404),
        (world_of_groups.contact("seaside", "sea"), 404),
        (world_of_groups.contact("lakeside", "lake"), 200),
        (organizer, 200),
        (cast.lead, 200),
    ):
        client.force_login(reader)
        for address in (AGREEMENT, f"{AGREEMENT[:-1]}.json", f"{AGREEMENT}document/"):
            assert (reader.username, status_of(client, address)) == (reader.username, status)
        assert ("What clause 1 says." in text_of(client, ARCHIVES)) == (status == 200)


def test_one_that_is_not_public_is_absent_everywhere(
    client: Client, museum: Partner, organizer: Person, cast: Cast
) -> None:
    of = world.partnership(museum, organizer, public=False)
    world.ready(of, organizer, ())
    world.found(world.stream(of, organizer), organizer)
    client.force_login(cast.volunteer)
    for address in (ARCHIVES, AGREEMENT, f"{AGREEMENT}document/", RESEARCH):
        assert client.get(address).status_code == 404
    for address in ("/partnerships/", "/partnerships.json", "/partnerships.csv", "/partners/river-museum/"):
        assert "archives" not in client.get(address).content.decode()
    assert set(Fact.objects.values_list("visibility", flat=True)) == {"restricted"}
    client.force_login(organizer)
    public = {"title": str(of.title), "our_name": of.our_name, "remind_days": "90", "public": "on"}
    assert client.post(f"{ARCHIVES}to/describe/", public).status_code == 302
    standing = Fact.objects.filter(superseded_number=None)
    assert set(standing.values_list("visibility", flat=True)) == {"public"}


def test_an_organizer_takes_it_from_contact_to_both_signatures(
    client: Client, museum: Partner, organizer: Person, signer: Person
) -> None:
    client.force_login(organizer)
    with world.on(world.MET):
        said = {"key": "archives", "title": "Archives", "our_name": "We", "public": "on", "remind_days": "90"}
        assert client.post("/partners/river-museum/propose/", said).status_code == 302
        for step, told in (
            ("begin_talks", {}),
            ("interests", {"side": "ours", "words": "To know.", "on": "2026-01-12"}),
        ):
            assert client.post(f"{ARCHIVES}to/{step}/", told).status_code == 302
        stream = {"key": "stream-1", "title": "One", "questions": "What?", "methods": "So."}
        assert client.post(f"{ARCHIVES}add-stream/", stream).status_code == 302
        for step in ("scope", "begin"):
            assert client.post(f"{RESEARCH}to/{step}/").status_code == 302
        found = {"title": "Found", "text": "It is so.", "on": "2026-01-12"}
        assert client.post(f"{RESEARCH}to/find/", found).status_code == 422
        proof = SimpleUploadedFile("proof.csv", b"a,b\n1,2\n")
        assert client.post(f"{RESEARCH}to/find/", {**found, "document": proof}).status_code == 302
        assert status_of(client, f"{RESEARCH}findings/1/evidence/") == 200
        files.path_of(Finding.objects.get().document).write_bytes(b"%PDF-1.7 swapped")
        assert status_of(client, f"{RESEARCH}findings/1/evidence/") == 404
    with world.on(world.READY):
        assert client.post(f"{ARCHIVES}draft/", draft()).status_code == 302
        assert client.post(f"{AGREEMENT}to/make_ready/").status_code == 302
        assert client.post(f"{AGREEMENT}to/sign_for_us/", signing()).status_code == 404
        assert client.post(f"{AGREEMENT}to/sign_for_them/", signing()).status_code == 302
        client.force_login(signer)
        assert client.post(f"{AGREEMENT}to/sign_for_us/", signing()).status_code == 302
    assert Partnership.objects.get().state == "signed"
    assert Version.objects.get().clauses.get().findings.get().key == "stream-1/1"


def draft(**otherwise: object) -> dict[str, object]:
    """Its clause rests on the first finding."""
    return {
        "clause-TOTAL_FORMS": "2",
        "clause-INITIAL_FORMS": "0",
        "clause-0-number": "1",
        "clause-0-text": "We do what was found.",
        "clause-0-rests_on": ["stream-1/1"],
        "clause-1-number": "",
        "clause-1-text": "",
        "document": SimpleUploadedFile("agreement.pdf", world.TEXT),
        **otherwise,
    }


def signing(**otherwise: str) -> dict[str, str]:
    seal = Version.objects.get().seal
    return {"seal": seal, "name": "Ama", "office": "Director", "on": "2026-03-02", "read": "on", **otherwise}


def test_mistakes_in_a_draft_are_told_and_nothing_is_lost(
    client: Client, archives: Partnership, organizer: Person
) -> None:
    client.force_login(organizer)
    typed = draft(**{"clause-0-rests_on": [], "clause-1-number": "1", "clause-1-text": "The same number."})
    answer = client.post(f"{ARCHIVES}draft/", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Two clauses have the number 1." in page
    assert "The same number." in page
    assert not Version.objects.exists()


def test_a_signature_is_not_given_by_posting_fields(
    client: Client, archives: Partnership, organizer: Person, cast: Cast
) -> None:
    world.ready(archives, organizer, ())
    for reader in (cast.volunteer, cast.evaluator, world_of_groups.contact("lakeside")):
        client.force_login(reader)
        for step in ("sign_for_us", "sign_for_them", "make_ready", "take_back"):
            assert client.post(f"{AGREEMENT}to/{step}/", signing()).status_code == 404
    client.force_login(organizer)
    assert client.get(f"{AGREEMENT}to/make_ready/").headers["Location"] == AGREEMENT
    told = {
        "title": str(archives.title),
        "our_name": archives.our_name,
        "remind_days": "1",
        "state": "signed",
        "lead": str(cast.volunteer.pk),
    }
    assert client.post(f"{ARCHIVES}to/describe/", told).status_code == 302
    now = Partnership.objects.get()
    assert (now.state, now.lead_id, Signature.objects.count()) == ("ready", organizer.pk, 0)


def test_what_waits_is_in_my_work(
    client: Client, archives: Partnership, organizer: Person, signer: Person
) -> None:
    def waits(reader: Person) -> list[str]:
        client.force_login(reader)
        return re.findall(r'href="(/partnerships/\w[^"]*)"', client.get("/my-work/").content.decode())

    assert waits(organizer) == [ARCHIVES]
    version = world.ready(archives, organizer, ())
    assert waits(organizer) == waits(signer) == [AGREEMENT]
    world.sign(version, "ours", signer)
    assert (waits(organizer), waits(signer)) == ([AGREEMENT], [])


def test_it_falls_due_before_its_end(
    client: Client, museum: Partner, organizer: Person, signer: Person
) -> None:
    of = world.partnership(museum, organizer, ends_on=world.SIGNED.replace(month=6), remind_days=30)
    version = world.ready(of, organizer, ())
    world.sign(version, "ours", signer)
    world.sign(version, "theirs", organizer)
    client.force_login(organizer)
    with world.on(world.SIGNED):
        assert client.post(f"{ARCHIVES}to/take_effect/", {"on": "2026-03-09"}).status_code == 302
        actions.remind_of_ends("test")
        assert Partnership.objects.get().state == "active"
    with world.on(world.SIGNED.replace(month=5, day=20)):
        actions.remind_of_ends("test")
        actions.remind_of_ends("test")
        assert Partnership.objects.get().state == "renewal_due"
        told = {"until": "2026-06-09", "side": "ours"}
        assert client.post(f"{ARCHIVES}renewal/propose/", told).status_code == 422


def test_pages_ask_as_often_for_one_row_as_for_three(
    client: Client, archives: Partnership, finding: Finding, organizer: Person
) -> None:
    def asked(*addresses: str) -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            counts.append(len(captured))
        return counts

    addresses = ("/partnerships/", ARCHIVES, AGREEMENT)
    version = world.drafted(archives, organizer, (finding.key,))
    client.force_login(organizer)
    asked(*addresses)
    with_one = asked(*addresses)
    keys = [finding.key]
    for number in (2, 3):
        world.partnership(archives.partner, organizer, f"other-{number}")
        keys.append(world.found(world.stream(archives, organizer, f"stream-{number}"), organizer).key)
    said = actions.Drafted(world.clauses(*([each] for each in keys)))  # type: ignore[arg-type]
    actions.rewrite_draft(version, said, by=organizer)
    assert asked(*addresses) == with_one


def test_the_state_says_what_comes_next(client: Client, archives: Partnership) -> None:
    assert "Both sides talk. Next, an agreement is drafted." in text_of(client, ARCHIVES)
    assert client.get("/partnerships/nothing/").status_code == 404
