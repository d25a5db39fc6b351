from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from thriving.web import environment
from thriving.web.environment import Variable


def read(name: str, value: str) -> object:
    variable = next(variable for variable in environment.variables() if variable.name == name)
    return variable.read({name: value})


def test_names_are_declared_once() -> None:
    names = [variable.name for variable in environment.variables()]
    assert len(names) == len(set(names)) > 10


def test_every_default_can_be_read() -> None:
    for variable in environment.variables():
        variable.read({})


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("THRIVING_DEBUG", "yes", "THRIVING_DEBUG must be 1 or 0."),
        ("THRIVING_PROXIES", "many", "must be a whole number from 0 to 5."),
        ("THRIVING_PROXIES", "٣", "must be a whole number from 0 to 5."),
        ("THRIVING_PROXIES", "6", "must be a whole number from 0 to 5."),
        ("THRIVING_ORIGINS", "thriving.example.org", "“thriving.example.org” is none."),
        ("THRIVING_ORIGINS", "https://thriving.example.org/path", "is none."),
        ("DATABASE_URL", "mysql://localhost/thriving", "DATABASE_URL must be like sqlite:"),
        ("DATABASE_URL", "postgresql://localhost", "DATABASE_URL must be like sqlite:"),
        ("DATABASE_URL", "sqlite:", "DATABASE_URL must be like sqlite:"),
        ("THRIVING_MAIL_URL", "mail.example.org", "THRIVING_MAIL_URL must be like smtp:"),
        ("THRIVING_MAIL_FROM", "thriving", "must be a mail address."),
        ("THRIVING_MAIL_FROM", "a@b\nBcc: c@d", "must be a mail address."),
        ("THRIVING_ALARM", "omar@example.org, somebody", "must be a mail address."),
        ("THRIVING_SECOND_STEP", "never", "must be one of declared, all, none."),
        ("THRIVING_WIKI", "http://wiki.example.org/w/rest.php", "must be an address such as https://"),
        ("THRIVING_WIKI", "meta.wikimedia.org", "must be an address such as https://"),
        ("THRIVING_SEALING_KEYS", "kT3pVh9mQz7LwX2nRb8Jc5Gd4Fs6Ay1Ue0Io-PtWqZx", "a colon and the key."),
        ("THRIVING_SEALING_KEYS", "a b:kT3pVh9mQz7LwX2nRb8Jc5Gd4Fs6Ay1Ue0Io-PtWqZx", "a colon and the key."),
        ("THRIVING_SEALING_KEYS", "first:short", "“first” that is not 32 bytes in base64."),
        ("THRIVING_SEALING_KEYS", "first:é", "“first” that is not 32 bytes in base64."),
        ("THRIVING_LOG_LEVEL", "LOUD", "must be one of DEBUG, INFO, WARNING, ERROR."),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_with_what_to_set(
    name: str, value: str, sentence: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=name) as refusal:
        read(name, value)
    assert sentence in str(refusal.value)


def test_the_first_sealing_key_stands_first() -> None:
    keys = read("THRIVING_SEALING_KEYS", f"second:{'B' * 43},first:{'A' * 43}=")
    assert keys == {"second": b"\x04\x10A" * 10 + b"\x04\x10", "first": bytes(32)}
    assert isinstance(keys, dict)
    assert list(keys) == ["second", "first"]


def test_a_sealing_key_is_not_repeated_in_its_refusal() -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        read("THRIVING_SEALING_KEYS", "first:secret")
    assert ":secret" not in str(refusal.value)


def test_a_list_has_commas_between() -> None:
    assert read("THRIVING_HOSTS", " a.example.org, b.example.org,") == ["a.example.org", "b.example.org"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("sqlite:////srv/thriving/data.sqlite3", {"NAME": "/srv/thriving/data.sqlite3"}),
        ("sqlite:///data.sqlite3", {"NAME": "data.sqlite3"}),
        ("sqlite:////srv/my%20data.sqlite3", {"NAME": "/srv/my data.sqlite3"}),
        (
            "postgresql://lina:p%40ss@db:5433/plan",
            {"USER": "lina", "PASSWORD": "p@ss", "HOST": "db", "PORT": "5433"},
        ),
        ("postgresql:///plan", {"NAME": "plan", "HOST": "", "PORT": ""}),
        ("postgresql://lina@%2Frun%2Fpostgresql/plan", {"HOST": "/run/postgresql"}),
    ],
)
def test_a_database_is_named_by_its_address(url: str, expected: dict[str, str]) -> None:
    found = environment.database(url)
    assert {key: found[key] for key in expected} == expected


def test_sqlite_waits_for_its_turn() -> None:
    options = environment.database("sqlite:////x")["OPTIONS"]
    assert isinstance(options, dict)
    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 20)


@pytest.mark.parametrize(
    ("url", "port", "secured"),
    [
        ("smtp://mail.example.org", 587, {"EMAIL_USE_TLS": True, "EMAIL_USE_SSL": False}),
        ("smtps://u:p%40@mail.example.org", 465, {"EMAIL_USE_TLS": False, "EMAIL_USE_SSL": True}),
        ("smtp://localhost:25", 25, {"EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False}),
    ],
)
def test_mail_leaves_encrypted_unless_for_the_machine_itself(
    url: str, port: int, secured: dict[str, bool]
) -> None:
    found = environment.mail(url)
    assert found["EMAIL_PORT"] == port
    assert {key: found[key] for key in secured} == secured


def test_data_stay_in_the_checkout_or_among_a_persons_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert environment.DATA.read({}) == environment.CHECKOUT / "var"
    monkeypatch.setattr(environment, "CHECKOUT", tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert environment.DATA.read({}) == tmp_path / "data" / "thriving"


def test_an_empty_value_is_the_default() -> None:
    variable = Variable("X", "For a test.", environment.text, default="plain")
    assert variable.read({"X": ""}) == "plain"


@pytest.mark.parametrize(
    ("origins", "hosts", "said"),
    [
        ("https://a.example.org:8443,https://b.example.org", "c.example.org", "https://a.example.org:8443"),
        ("", "c.example.org,d.example.org", "https://c.example.org"),
        ("", ".example.org", "https://example.org"),
        ("", "", "http://localhost:8000"),
    ],
)
def test_letters_name_the_site_by_its_first_address(origins: str, hosts: str, said: str) -> None:
    assert environment.site({"THRIVING_ORIGINS": origins, "THRIVING_HOSTS": hosts}) == said
