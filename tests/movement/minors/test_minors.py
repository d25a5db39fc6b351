from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import translation
from tests.conftest import Cast, person
from tests.movement.minors.world import confirmed, minor, officer

from thriving.kernel import clock
from thriving.movement import ages
from thriving.movement.actions import Refused
from thriving.movement.actions import clearance as clearing
from thriving.movement.actions import minors as doing
from thriving.movement.models import Age, Clearance, Country, Person
from thriving.movement.queries import minors
from thriving.movement.queries.safeguarding import to_confirm
from thriving.movement.reference import shipped
from thriving.web import environment


def test_bands_are_the_deployments_and_speak_its_languages(settings: object) -> None:
    assert [str(each) for each in ages.bands()] == [
        "Younger than 13",
        "13 to 15",
        "16 to 17",
        "18 to 24",
        "25 or older",
    ]
    with translation.override("ar"):
        assert str(ages.Band(18, 24)) != "18 to 24"


@pytest.mark.parametrize("wrong", ["13,16", "18,13", "18,18", "18,x", "0,18"])
def test_a_cut_that_forgets_when_childhood_ends_is_refused(wrong: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="THRIVING_AGE_BANDS"):
        environment.AGE_BANDS.read({"THRIVING_AGE_BANDS": wrong})


def test_another_cut_changes_nobodys_band(cast: Cast, settings: pytest.FixtureRequest) -> None:
    mino = minor()
    settings.AGE_BANDS = (18,)  # type: ignore[attr-defined]
    assert minors.is_minor(mino)
    with pytest.raises(Refused):
        doing.state_band(mino, "13-15", by=mino)


def test_ages_of_consent_are_of_countries_that_there_are() -> None:
    known = {each for each in shipped.read().countries if ages.age_of_consent(each).source}
    assert len(known) == len(ages._ages_of_consent()[1])  # noqa: SLF001 -- all of them
    assert {ages.age_of_consent(each).age for each in known} <= set(range(13, 19))
    assert (ages.age_of_consent("FR").age, ages.age_of_consent("").age) == (15, 16)


def test_somebody_who_says_that_they_are_a_minor_is_protected_at_once(cast: Cast) -> None:
    mino = minor()
    assert minors.is_minor(mino)
    assert mino not in Person.objects.without_minors()


def test_the_check_finds_whoever_is_not_protected(cast: Cast) -> None:
    mino = minor()
    assert list(minors.mismatches()) == []
    Person.objects.filter(pk=mino.pk).update(shielded=False)
    assert list(minors.mismatches()) == ["1 people are protected as minors otherwise than their ages say."]
    Person.objects.filter(pk__in=[mino.pk, cast.volunteer.pk]).update(shielded=True)
    assert len(list(minors.mismatches())) == 1


def test_saying_that_one_is_grown_up_frees_nobody(cast: Cast) -> None:
    mino, safiya = minor(), officer()
    for settle in (lambda: None, lambda: confirmed(mino)):
        settle()
        doing.state_band(mino, "25-", by=mino)
        assert minors.is_minor(mino)
        assert not minors.may_take_part(mino)
        assert [minors.told_by_themselves(each) for each in to_confirm(safiya)] == [
            "13 to 15, later 25 or older"
        ]
    confirmed(mino, "25-")
    assert not minors.is_minor(mino)
    assert not to_confirm(safiya)


def test_an_adult_who_said_that_they_are_younger_waits_for_an_officer_too(cast: Cast) -> None:
    someone, safiya = confirmed(person("grown"), "25-"), officer()
    for band in ("16-17", "25-"):
        doing.state_band(someone, band, by=someone)
    assert minors.is_minor(someone)
    assert [each.person for each in to_confirm(safiya)] == [someone]
    days = dict.fromkeys(("checked_on", "course_on"), clock.today())
    with pytest.raises(Refused, match="Only adults"):
        clearing.clear(someone, **days, expires_on=clock.today() + timedelta(days=9), by="test")


def test_saying_that_one_is_younger_counts_at_once(cast: Cast) -> None:
    someone = confirmed(person("grown"), "25-")
    assert not minors.is_minor(someone)
    doing.state_band(someone, "16-17", by=someone)
    assert minors.is_minor(someone)
    assert not minors.may_take_part(someone)


def test_whoever_stands_is_protected_until_their_band_is_known(cast: Cast) -> None:
    someone = person("stander")
    doing.stand(someone, by=someone)
    assert minors.is_minor(someone)
    assert not minors.may_take_part(someone)
    doing.stand_down(someone, by=someone)
    assert not minors.is_minor(someone)
    doing.stand(someone, by=someone)
    confirmed(someone, "18-24")
    assert not minors.is_minor(someone)
    assert minors.may_take_part(someone)


def test_only_another_who_is_an_officer_confirms(cast: Cast) -> None:
    mino, safiya = minor(), officer()
    for by in (mino, cast.operator, cast.lead):
        with pytest.raises(PermissionDenied):
            confirmed(mino, by=by)
    with pytest.raises(PermissionDenied):
        confirmed(safiya, "25-", by=safiya)
    confirmed(mino, by=safiya)
    assert minors.confirmed_band(mino) == ages.Band(13, 15)
    with pytest.raises(PermissionDenied):
        doing.state_band(mino, "25-", by=safiya)


def test_a_minor_is_asked_again_within_a_year(cast: Cast) -> None:
    mino, today = minor(), clock.today()
    for wrong in (None, today, today + timedelta(days=400)):
        with pytest.raises(Refused, match="within a year"):
            doing.confirm_band(mino, "13-15", decides_from=16, ask_again_on=wrong, by="test")
    with pytest.raises(Refused, match="between 13 and 18"):
        doing.confirm_band(mino, "25-", decides_from=12, by="test")


def test_nobody_confirms_themselves_in_the_database_either(cast: Cast) -> None:
    mino = minor()
    with pytest.raises(IntegrityError), transaction.atomic():
        Age.objects.filter(person=mino).update(confirmed_by=mino)


def test_an_adult_is_cleared_by_another_and_for_a_time(cast: Cast) -> None:
    safiya, today = officer(), clock.today()
    days = {"checked_on": today, "course_on": today, "expires_on": today + timedelta(days=365)}
    clearance = clearing.clear(cast.volunteer, **days, by=safiya)
    assert list(minors.adults_cleared([cast.volunteer, safiya, cast.lead], today)) == [cast.volunteer]
    assert not minors.is_cleared(cast.volunteer, today + timedelta(days=365))
    clearing.end(clearance, why="Moved away.", by=safiya)
    assert not minors.is_cleared(cast.volunteer)
    with pytest.raises(Refused, match="holds no more"):
        clearing.end(clearance, why="Again.", by=safiya)


def test_who_may_not_clear_and_who_may_not_be_cleared(cast: Cast) -> None:
    safiya, mino, today = officer(), minor(), clock.today()
    days = {"checked_on": today, "course_on": today, "expires_on": today + timedelta(days=365)}
    with pytest.raises(Refused, match="clears themselves"):
        clearing.clear(safiya, **days, by=safiya)
    with pytest.raises(PermissionDenied):
        clearing.clear(cast.volunteer, **days, by=cast.operator)
    with pytest.raises(PermissionDenied):
        clearing.clear(mino, **days, by=safiya)
    with pytest.raises(Refused, match="Only adults"):
        clearing.clear(mino, **days, by="test")
    with pytest.raises(IntegrityError), transaction.atomic():
        Clearance.objects.create(person=safiya, checked_by=safiya, **days)


@pytest.mark.parametrize(
    ("checked", "course", "expires", "sentence"),
    [(1, 0, 9, "today or earlier"), (-9, -8, 9, "before the clearance"), (0, 0, 0, "expires after today")],
)
def test_days_of_a_clearance_make_sense(
    cast: Cast, checked: int, course: int, expires: int, sentence: str
) -> None:
    day = lambda days: clock.today() + timedelta(days=days)  # noqa: E731 -- one line says it
    with pytest.raises(Refused, match=sentence):
        clearing.clear(
            cast.volunteer,
            checked_on=day(checked),
            course_on=day(course),
            expires_on=day(expires),
            by=officer(),
        )


def test_one_who_was_cleared_and_is_a_minor_counts_no_more(cast: Cast) -> None:
    today = clock.today()
    days = {"checked_on": today, "course_on": today, "expires_on": today + timedelta(days=365)}
    clearing.clear(cast.volunteer, **days, by="test")
    doing.state_band(cast.volunteer, "16-17", by=cast.volunteer)
    assert not minors.is_cleared(cast.volunteer)


def test_a_country_with_another_age(db: None) -> None:
    assert Country.objects.count() == 0
    assert ages.age_of_consent("AT").age == 14  # without any table of countries
