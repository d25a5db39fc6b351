"""Both sides sign one sealed text; whatever is changed afterwards shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import DatabaseError, connection, transaction
from tests.conftest import AtOnce, Cast, person
from tests.movement.groups import world as world_of_groups
from tests.programs.partnerships import world

from thriving.evidence.models import Fact
from thriving.kernel import diary, files, triggers
from thriving.kernel.models import StoredFile
from thriving.movement import actions as movement
from thriving.movement.actions import Refused
from thriving.movement.models import Person, RoleHolding
from thriving.programs.partnerships import actions, facts, sealing
from thriving.programs.partnerships.actions import Drafted
from thriving.programs.partnerships.models import (
    Basis,
    Clause,
    Finding,
    Partner,
    Partnership,
    Signature,
    Version,
)
from thriving.web.commands.check import check

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(archives: Partnership, finding: Finding, organizer: Person) -> Version:
    return world.ready(archives, organizer, (finding.key,), ())


@pytest.fixture
def signed(ready: Version, organizer: Person, signer: Person) -> Version:
    world.sign(ready, "ours", signer)
    world.sign(ready, "theirs", organizer)
    return Version.objects.select_related("partnership").get()


def test_signed_by_both_it_holds(signed: Version) -> None:
    assert (signed.state, signed.partnership.state, signed.signed_on) == ("signed", "signed", world.SIGNED)
    assert {each.seal for each in signed.signatures.all()} == {sealing.seal_of(signed)}
    (fact,) = Fact.objects.filter(kind=facts.AGREEMENT_SIGNED.name)
    assert (fact.subject, fact.occurred_on) == ("archives", world.SIGNED)
    assert [each.natural_key for each in facts.agreements_signed()] == [fact.natural_key]
    assert sealing.troubles(signed) == []
    assert list(sealing.mismatches()) == []


def test_by_one_side_it_does_not_yet(ready: Version, signer: Person) -> None:
    world.sign(ready, "ours", signer)
    assert Version.objects.get().state == "ready"
    assert Partnership.objects.get().state == "ready"
    assert sealing.troubles(Version.objects.get()) == []


def test_nobody_signs_for_both_sides(ready: Version, signer: Person) -> None:
    world.sign(ready, "ours", signer)
    with pytest.raises(Refused, match="Nobody signs for both"):
        world.sign(ready, "theirs", signer)


def test_a_side_signs_once(ready: Version, signer: Person, cast: Cast) -> None:
    world.sign(ready, "ours", signer)
    with pytest.raises(Refused, match="signed already"):
        world.sign(ready, "ours", cast.other_lead)


def test_two_who_sign_for_one_side_at_once_sign_once(at_once: AtOnce) -> None:
    lead, other = (
        person(name, "program_lead priority:thriving-movement-2019/diverse-content") for name in ("a", "b")
    )
    version = world.ready(world.partnership(world.partner(lead), lead), lead, ())

    def signing(by: Person) -> Callable[[], Any]:
        def sign() -> Any:
            found = Version.objects.select_related("partnership__partner").get()
            return world.sign(found, "ours", by)

        return sign

    answers = at_once(signing(lead), signing(other))
    assert sorted(type(each).__name__ for each in answers) == ["Refused", "Signature"]
    assert Signature.objects.count() == 1
    assert sealing.troubles(Version.objects.get(pk=version.pk)) == []


def test_what_is_signed_is_what_was_read(ready: Version, signer: Person) -> None:
    with pytest.raises(Refused, match="not the text"):
        world.sign(ready, "ours", signer, seal="0" * 64)
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    "otherwise", [{"name": "The Great University"}, {"kind": "university"}, {"country": "IN"}]
)
def test_who_the_partner_is_stays_once_it_is_sealed(
    ready: Version, organizer: Person, otherwise: dict[str, Any]
) -> None:
    museum = ready.partnership.partner
    with pytest.raises(Refused, match="stay as they are"):
        actions.describe_partner(museum, world.described(**otherwise), by=organizer)
    actions.describe_partner(museum, world.described(contact="Ask for Ama."), by=organizer)
    assert sealing.troubles(Version.objects.get()) == []


def test_our_side_stays_once_it_is_sealed(ready: Version, organizer: Person) -> None:
    with pytest.raises(Refused, match="stay as they are"):
        actions.describe_partnership(
            ready.partnership, world.proposed(our_name="Somebody else"), by=organizer
        )


def test_an_affiliates_side_is_not_taken_from_its_officers(organizer: Person) -> None:
    """Described as a museum, whoever runs the partnership would record its signature, as on paper."""
    lakeside = world.of_affiliate(organizer, world_of_groups.affiliate("lakeside", "Lakeside"))
    world.drafted(world.partnership(lakeside, organizer), organizer, ())
    with pytest.raises(Refused, match="stays as it is"):
        actions.describe_partner(lakeside, world.described("Lakeside"), by=organizer)


def test_a_partner_does_not_become_an_affiliate_whose_officers_read_drafts(
    archives: Partnership, organizer: Person
) -> None:
    lakeside = world_of_groups.affiliate("lakeside", "Lakeside")
    said = world.described(kind="affiliate", name="", affiliate=lakeside)
    with pytest.raises(Refused, match="stays as it is"):
        actions.describe_partner(archives.partner, said, by=organizer)


@pytest.mark.parametrize(
    "otherwise",
    [{"name": " "}, {"on": world.SIGNED + timedelta(days=1)}, {"on": world.READY - timedelta(days=1)}],
)
def test_a_signature_without_a_name_or_a_possible_day_is_refused(
    ready: Version, signer: Person, otherwise: dict[str, Any]
) -> None:
    with pytest.raises(Refused):
        world.sign(ready, "ours", signer, **otherwise)


def test_an_organizer_does_not_sign_for_us_and_a_volunteer_for_nobody(
    ready: Version, organizer: Person, cast: Cast
) -> None:
    for side, by in (("ours", organizer), ("ours", cast.volunteer), ("theirs", cast.volunteer)):
        with pytest.raises(PermissionDenied):
            world.sign(ready, side, by)


def test_an_affiliate_signs_by_its_own_officer(organizer: Person, signer: Person) -> None:
    lakeside = world_of_groups.affiliate("lakeside", "Lakeside")
    world_of_groups.affiliate("seaside", "Seaside")
    partner = world.of_affiliate(organizer, lakeside)
    version = world.ready(world.partnership(partner, organizer), organizer, ())
    officer, of_another = (world_of_groups.contact(key, key) for key in ("lakeside", "seaside"))
    for nobody in (organizer, of_another, signer):
        with pytest.raises(PermissionDenied):
            world.sign(version, "theirs", nobody)
    assert world.sign(version, "theirs", officer).signer == officer.key
    both = person("both", "program_lead priority:p/x", "affiliate_contact affiliate:lakeside")
    with pytest.raises(PermissionDenied):
        world.sign(version, "ours", both)


def test_a_removed_officer_signs_no_longer(organizer: Person) -> None:
    lakeside = world_of_groups.affiliate("lakeside", "Lakeside")
    version = world.ready(
        world.partnership(world.of_affiliate(organizer, lakeside), organizer), organizer, ()
    )
    officer = world_of_groups.contact("lakeside")
    RoleHolding.objects.filter(person=officer).delete()
    with pytest.raises(PermissionDenied):
        world.sign(version, "theirs", Person.objects.get(pk=officer.pk))


def swap_bytes(version: Version) -> None:
    files.path_of(version.document).write_bytes(b"%PDF-1.7 another agreement")


def swap_bytes_and_rows(version: Version) -> None:
    """Whoever holds the disk and the database: file, its row and the version agree with each other."""
    other = files.store(File(BytesIO(b"%PDF-1.7 another"), name="x.pdf"), by="x")
    Version.objects.update(document=other.key, sha256=other.sha256)


def swap_everything_but_the_diary(version: Version) -> None:
    swap_bytes_and_rows(version)
    swapped = Version.objects.select_related("partnership").get()
    seal = sealing.seal_of(swapped)
    Version.objects.update(seal=seal)
    with triggers.lifted(), connection.cursor() as cursor:
        cursor.execute("UPDATE partnerships_signature SET seal = %s", [seal])


def swap_a_clause(version: Version) -> None:
    Clause.objects.filter(number="1").update(text="Something else.")


def rest_on_more(version: Version) -> None:
    Basis.objects.create(clause=Clause.objects.get(number="2"), finding=Finding.objects.get())


def lose_the_file(version: Version) -> None:
    files.path_of(version.document).unlink()


def swap_the_partner(version: Version) -> None:
    Partner.objects.update(name={"en": "The Great University"})


def swap_our_side(version: Version) -> None:
    Partnership.objects.update(our_name="Somebody else")


def rewrite_the_finding(version: Version) -> None:
    with triggers.lifted(), connection.cursor() as cursor:
        cursor.execute("UPDATE partnerships_finding SET text = 'The opposite.'")


@pytest.mark.parametrize(
    ("tamper", "sentence"),
    [
        (swap_bytes, "The document is gone, or it is not the one"),
        (lose_the_file, "The document is gone, or it is not the one"),
        (swap_bytes_and_rows, "not those that were sealed"),
        (swap_everything_but_the_diary, "The diary tells of another text"),
        (swap_a_clause, "not those that were sealed"),
        (rest_on_more, "not those that were sealed"),
        (swap_the_partner, "not those that were sealed"),
        (swap_our_side, "not those that were sealed"),
        (rewrite_the_finding, "not those that were sealed"),
    ],
)
def test_what_is_changed_after_signing_is_found(
    signed: Version, tamper: Callable[[Version], None], sentence: str
) -> None:
    tamper(signed)
    found = Version.objects.select_related("partnership").get()
    assert any(sentence in each for each in sealing.troubles(found))
    assert any(sentence in each and "archives, version 1" in each for each in sealing.mismatches())


def test_the_swapped_file_is_named_by_the_check_of_files(signed: Version) -> None:
    assert list(files.swapped()) == []
    swap_bytes(signed)
    StoredFile.objects.update(sha256="0" * 64)
    assert list(files.swapped()) == ["agreement archives, version 1"]


def test_the_installations_check_names_the_agreement(signed: Version) -> None:
    swap_a_clause(signed)
    told = CliRunner().invoke(check, []).output
    assert "NOT OK  agreements: agreement archives, version 1: The clauses, what they rest on" in told


def test_nothing_is_signed_once_it_was_swapped(ready: Version, signer: Person) -> None:
    swap_bytes(ready)
    with pytest.raises(Refused, match="nothing was signed"):
        world.sign(ready, "ours", signer)


def test_the_database_refuses_to_change_a_signature(signed: Version) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Signature.objects.update(name="Somebody else")


def test_what_is_sealed_is_not_rewritten(signed: Version, organizer: Person) -> None:
    with pytest.raises(Refused, match="a new version, signed again"):
        actions.rewrite_draft(signed, Drafted(world.clauses(())), by=organizer)


def test_nothing_is_ready_without_document_and_clauses(archives: Partnership, organizer: Person) -> None:
    bare = actions.draft(archives, Drafted(world.clauses(())), by=organizer)
    with pytest.raises(Exception, match="Document"):
        actions.make_ready(bare, by=organizer)
    actions.rewrite_draft(bare, Drafted((), document=world.document()), by=organizer)
    with pytest.raises(Refused, match="clauses first"):
        actions.make_ready(bare, by=organizer)


def test_one_version_is_worked_on_at_a_time(ready: Version, organizer: Person) -> None:
    with pytest.raises(Refused, match="not signed yet"):
        world.drafted(Partnership.objects.get(), organizer, ())


def test_whoever_signed_leaves_and_the_agreement_holds(signed: Version, signer: Person) -> None:
    movement.leave(signer, by=signer)
    assert set(signed.signatures.values_list("side", "name")) == {("ours", None), ("theirs", "Oriole")}
    assert sealing.troubles(Version.objects.select_related("partnership").get()) == []
    assert diary.verify() == []


def test_a_file_that_is_no_document_is_refused(archives: Partnership, organizer: Person) -> None:
    page = File(BytesIO(b"<html><script>alert(1)</script>"), name="agreement.pdf")
    with pytest.raises(files.FileRefused):
        actions.draft(archives, Drafted(world.clauses(()), document=page), by=organizer)
    assert not Version.objects.exists()


def test_hostile_numbers_of_clauses_are_refused(archives: Partnership, organizer: Person) -> None:
    for number in ("=1+1", "<b>", "1 2", "", "\u202e1"):
        clause = actions.ClauseSaid(number, "Text.")
        with pytest.raises(Refused):
            actions.draft(archives, Drafted((clause,)), by=organizer)
