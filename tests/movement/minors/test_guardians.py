from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from tests.conftest import AtOnce, Cast, person
from tests.movement.minors.world import GUARDIAN, agreed, asked, confirmed, minor, officer, ticket

from thriving.kernel import clock
from thriving.kernel.models import DiaryEntry, Mail
from thriving.movement import hearers
from thriving.movement.actions import Refused, guardians
from thriving.movement.actions import minors as doing
from thriving.movement.models import Consent, Person
from thriving.movement.queries import minors
from thriving.movement.queries.safeguarding import to_delete


def test_a_minor_may_do_nothing_until_a_guardian_agrees(cast: Cast) -> None:
    mino = confirmed(minor())
    assert not minors.may_take_part(mino)
    link = asked(mino)
    assert not minors.may_take_part(mino)
    guardians.agree(link, version="1", language="en")
    assert minors.may_take_part(mino)


def test_consent_without_a_confirmed_band_opens_nothing(cast: Cast) -> None:
    mino = minor()
    agreed(mino)
    assert not minors.may_take_part(mino)
    confirmed(mino)
    assert minors.may_take_part(mino)


def test_once_decided_the_address_is_gone_and_the_link_is_spent(cast: Cast) -> None:
    mino = confirmed(minor())
    link = asked(mino)
    assert guardians.agree(link, version="1", language="en")
    consent = Consent.objects.get(person=mino)
    assert (consent.address, consent.state, consent.version) == ("", "given", "1")
    assert GUARDIAN not in consent.address_digest
    assert guardians.opened_by(link) is None
    assert guardians.agree(link, version="1", language="en") is None
    assert not Mail.objects.filter(text__contains=link).exists()


def test_a_refusal_keeps_neither_address_nor_link(cast: Cast) -> None:
    mino = confirmed(minor())
    link = asked(mino)
    assert guardians.refuse(link)
    consent = Consent.objects.get(person=mino)
    assert (consent.address, consent.address_digest, consent.link, consent.state) == ("", "", None, "refused")
    assert not minors.may_take_part(mino)
    assert not Mail.objects.filter(address=GUARDIAN).exists()


def test_taking_back_holds_at_once_and_is_heard(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Person] = []
    mino = confirmed(minor())
    link = agreed(mino)
    monkeypatch.setitem(hearers.participation._things, "test", heard.append)  # noqa: SLF001 -- for this test only
    assert guardians.take_back(link)
    assert not minors.may_take_part(mino)
    assert heard == [mino]
    assert guardians.take_back(link, delete=True)
    assert Consent.objects.get(person=mino).deletion_asked_on == clock.today()
    assert heard == [mino]


def test_the_link_of_a_consent_taken_back_ends(cast: Cast) -> None:
    mino = confirmed(minor())
    guardians.take_back(link := agreed(mino))
    assert guardians.opened_by(link)
    with clock.stopped_at(clock.now() + guardians.GOOD_AFTER):
        assert guardians.take_back(link, delete=True) is None
    agreed(mino)
    assert guardians.opened_by(link) is None  # another answers for them now


def test_nobody_deletes_who_has_grown_up(cast: Cast) -> None:
    mino, safiya = confirmed(minor()), officer()
    guardians.take_back(link := agreed(mino), delete=True)
    assert to_delete(safiya)
    confirmed(mino, "18-24")
    assert guardians.opened_by(link) is None
    assert not to_delete(safiya)
    with pytest.raises(Refused, match="No guardian"):
        guardians.delete_account(mino, by=safiya)


def test_a_link_is_good_for_two_weeks(cast: Cast) -> None:
    mino = confirmed(minor())
    link = asked(mino)
    with clock.stopped_at(clock.now() + guardians.GOOD_FOR):
        assert guardians.opened_by(link) is None
        assert guardians.agree(link, version="1", language="en") is None
        assert guardians.expire() == 1
    consent = Consent.objects.get(person=mino)
    assert (consent.address, consent.state) == ("", "expired")


def test_a_second_letter_makes_the_first_one_useless(cast: Cast) -> None:
    mino = confirmed(minor())
    first = asked(mino)
    second = asked(mino)
    assert guardians.opened_by(first) is None
    assert guardians.opened_by(second)


def test_nobody_is_written_to_again_and_again(cast: Cast) -> None:
    mino = confirmed(minor())
    for _each in range(guardians.TRIES):
        asked(mino)
    with pytest.raises(Refused, match="tomorrow"):
        asked(mino)
    with clock.stopped_at(clock.now() + timedelta(days=2)):
        assert asked(mino)


def test_nobody_agrees_for_themselves(cast: Cast) -> None:
    mino = confirmed(minor())
    with pytest.raises(Refused, match="your own address"):
        guardians.ask(mino, address=mino.email.upper(), language="en", by=mino)
    with pytest.raises(Refused, match="your own address"):
        guardians.ask(mino, address="mino+mum@example.org", language="en", by=mino)
    with pytest.raises(PermissionDenied):
        guardians.ask(mino, address=GUARDIAN, language="en", by=officer())
    with pytest.raises(Refused, match="not a mail address"):
        guardians.ask(mino, address="a@example.org\nBcc: all@example.org", language="en", by=mino)
    with pytest.raises(PermissionDenied):
        guardians.ask(mino, address=GUARDIAN, language="en", by=cast.volunteer)
    with pytest.raises(Refused, match="guardian has to agree"):
        doing.agree(mino, version="1", by=mino)


def reads_the_guardians_mail(someone: Person) -> None:
    Person.objects.filter(pk=someone.pk).update(email=GUARDIAN.replace("@", "+site@").upper())


@pytest.mark.parametrize("who", [lambda: minor("friend"), officer])
def test_another_minor_or_an_officer_is_no_guardian(who: Callable[[], Person], cast: Cast) -> None:
    mino = confirmed(minor())
    reads_the_guardians_mail(who())
    link = asked(mino)  # who names an address learns nothing of whose it is
    with pytest.raises(Refused, match="another parent or guardian"):
        guardians.agree(link, version="1", language="en")
    assert not minors.may_take_part(mino)


def test_a_parent_with_an_account_of_their_own_agrees(cast: Cast) -> None:
    mino = confirmed(minor())
    reads_the_guardians_mail(cast.volunteer)
    agreed(mino)
    assert minors.may_take_part(mino)


def test_whoever_a_package_lets_may_name_the_guardian(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    mino = confirmed(minor())
    nominated = {(cast.volunteer.pk, mino.pk)}
    allows = lambda by, whom: (by.pk, whom.pk) in nominated  # noqa: E731 -- one line says it
    monkeypatch.setitem(guardians.others_who_may_ask._things, "test", allows)  # noqa: SLF001 -- the same
    assert guardians.ask(mino, address=GUARDIAN, language="ar", by=cast.volunteer)
    with pytest.raises(PermissionDenied):
        guardians.ask(mino, address=GUARDIAN, language="ar", by=cast.lead)


def test_words_that_changed_are_read_again(cast: Cast) -> None:
    mino = confirmed(minor())
    link = asked(mino)
    with pytest.raises(Refused, match="words have changed"):
        guardians.agree(link, version="0", language="en")
    assert guardians.opened_by(link)


def test_letters_speak_the_guardians_language_and_name_nobody(cast: Cast) -> None:
    mino = confirmed(minor())
    asked(mino, language="es")
    letter = Mail.objects.get(address=GUARDIAN)
    assert letter.language == "es"
    for said in (letter.subject, letter.text, letter.key):
        assert mino.name not in said
        assert mino.username not in said
        assert mino.page not in said


def test_the_diary_tells_no_age_and_no_address(cast: Cast) -> None:
    mino = confirmed(minor(), by=officer())
    guardians.take_back(agreed(mino))
    written = " ".join(filter(None, DiaryEntry.objects.values_list("written", flat=True)))
    assert GUARDIAN not in written
    assert "13" not in written


def test_growing_up_asks_afresh(cast: Cast) -> None:
    mino = confirmed(minor())
    link = agreed(mino)
    confirmed(mino, "18-24")
    assert Consent.objects.get(by="guardian").state == "outgrown"
    assert guardians.opened_by(link) is None
    assert not minors.is_minor(mino)
    assert not minors.may_take_part(mino)
    doing.agree(mino, version="1", by=mino)
    assert minors.may_take_part(mino)
    doing.take_back(mino, by=mino)
    assert not minors.may_take_part(mino)


def test_who_decides_alone_where_they_live_says_yes_themselves(cast: Cast) -> None:
    mino = confirmed(minor(band="16-17"), "16-17", decides_from=16)
    assert not minors.may_take_part(mino)
    with pytest.raises(Refused, match="decide for themselves"):
        asked(mino)
    doing.agree(mino, version="1", by=mino)
    assert minors.may_take_part(mino)
    assert minors.is_minor(mino)


def test_two_answers_at_once_are_one(at_once: AtOnce) -> None:
    mino = confirmed(minor())
    link = asked(mino)
    answers = at_once(
        lambda: guardians.agree(link, version="1", language="en"), lambda: guardians.refuse(link)
    )
    assert sum(isinstance(each, Consent) for each in answers) == 1
    assert answers.count(None) == 1


def test_two_letters_at_once_leave_one_open(at_once: AtOnce) -> None:
    mino = confirmed(minor())
    at_once(*[lambda: guardians.ask(mino, address=GUARDIAN, language="en", by=mino)] * 2)
    assert Consent.objects.filter(person=mino, state="asked").count() == 1


def test_the_database_holds_no_address_of_who_has_decided(cast: Cast) -> None:
    mino = confirmed(minor())
    agreed(mino)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.update(address=GUARDIAN)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.update(version="")


def test_the_letter_of_a_consent_says_how_to_take_it_back(cast: Cast) -> None:
    mino = confirmed(minor())
    link = agreed(mino)
    found = guardians.opened_by(link)
    assert found
    assert found.person == mino
    assert ticket() == link
    assert person("adult") not in Person.objects.filter(consents=found)
