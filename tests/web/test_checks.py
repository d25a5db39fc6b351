from __future__ import annotations

import pytest
from django.core.checks.registry import registry
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from thriving.web import environment
from thriving.web.checks import production_is_safe, refuse_unsafe, unsafe

GOOD_KEY = "kT3pVh9mQz7LwX2nRb8Jc5Gd4Fs6Ay1Ue0Io-PtWqZx_CvBnMk"


@pytest.fixture
def production(settings: Settings) -> Settings:
    """A production with nothing to blame."""
    settings.DEBUG, settings.PRODUCTION, settings.PROXIES = False, True, 1
    settings.SECRET_KEY, settings.SEALING_KEYS = GOOD_KEY, {"first": b"1" * 32}
    settings.ALLOWED_HOSTS = ["thriving.example.org", *environment.OWN_MACHINE]
    return settings


def test_a_safe_production_starts(production: Settings) -> None:
    assert list(unsafe()) == []
    refuse_unsafe()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEBUG", True, "Unset THRIVING_DEBUG"),
        ("SECRET_KEY", environment.SECRET_KEY.default, "Set THRIVING_SECRET_KEY"),
        ("SECRET_KEY", "short", "Set THRIVING_SECRET_KEY"),
        ("SECRET_KEY", "ab" * 40, "Set THRIVING_SECRET_KEY"),
        ("SEALING_KEYS", environment.SEALING_KEYS.read({}), "Set THRIVING_SEALING_KEYS to a key of your own"),
        ("ALLOWED_HOSTS", list(environment.OWN_MACHINE), "Set THRIVING_HOSTS"),
        ("ALLOWED_HOSTS", ["*"], "Set THRIVING_HOSTS"),
        ("PROXIES", 0, "Set THRIVING_PROXIES"),
        ("SECOND_STEP", "none", "Unset THRIVING_SECOND_STEP"),
        ("WIKI_CLIENT", "ours", "Set both THRIVING_WIKI_CLIENT and THRIVING_WIKI_SECRET"),
        ("WIKI_SECRET", "hush", "Set both THRIVING_WIKI_CLIENT and THRIVING_WIKI_SECRET"),
        ("WIKI", "http://localhost/w/rest.php", "Set THRIVING_WIKI to an address with https"),
    ],
)
def test_an_unsafe_setting_stops_production_with_what_to_set(
    production: Settings, name: str, value: object, sentence: str
) -> None:
    setattr(production, name, value)
    with pytest.raises(ImproperlyConfigured, match=sentence):
        refuse_unsafe()
    assert len(list(unsafe())) == 1


def test_a_developers_machine_and_the_demo_may_be_unsafe(production: Settings) -> None:
    production.PRODUCTION, production.PROXIES = False, 0
    refuse_unsafe()


def test_only_a_deployment_is_judged() -> None:
    assert production_is_safe not in registry.get_checks()
    assert production_is_safe in registry.get_checks(include_deployment_checks=True)
