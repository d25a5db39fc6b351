"""Every environment variable, declared once: its name, what it means, its default.

The reference is made from here. A value that cannot be used is refused with a sentence that says what to set.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from thriving.web.environment.reading import OWN_MACHINE as OWN_MACHINE
from thriving.web.environment.reading import Variable as Variable
from thriving.web.environment.reading import (
    address,
    addresses,
    ages,
    clocks,
    mail,
    memory,
    one_of,
    origins,
    said_by_language,
    sealing_keys,
    switch,
    text,
    whole_number,
    wiki,
    words,
)
from thriving.web.environment.reading import database as database

CHECKOUT = Path(__file__).resolve().parents[4]


def _data() -> str:
    """`var/` in a checkout; for an installed package the place where a person's programs keep data."""
    if (CHECKOUT / "pyproject.toml").exists():
        return str(CHECKOUT / "var")
    kept = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return str(Path(kept).expanduser() / "thriving")


DATA = Variable(
    "THRIVING_DATA",
    "The folder for the database, private files and style sheets. Back it up, and let nobody else read it.",
    lambda value: Path(value).expanduser().resolve(),
    _data,
    "`var/` in a checkout, else `~/.local/share/thriving`",
)
DATABASE = Variable(
    "DATABASE_URL",
    "The database: `sqlite:////folder/file.sqlite3` or `postgresql://user:password@host:5432/name`.",
    database,
    lambda: f"sqlite:///{DATA.read() / 'thriving.sqlite3'}",
    "`thriving.sqlite3` in the data folder",
    secret=True,
)
LAKE = Variable(
    "THRIVING_LAKE",
    "The folder of the lake: the history of wikis, as tables made from their dumps. It can be made again "
    "from the dumps, so a backup leaves it out.",
    lambda value: Path(value).expanduser().resolve(),
    lambda: str(DATA.read() / "lake"),
    "`lake` in the data folder",
)
LAKE_MEMORY = Variable(
    "THRIVING_LAKE_MEMORY",
    "How much memory reading and measuring the lake may take, such as `2GB`; beyond it, the disk is used.",
    memory,
    "2GB",
)
DUMPS = Variable(
    "THRIVING_DUMPS",
    "A folder of the server from which evaluators may pick dumps to read into the lake.",
    lambda value: Path(value).expanduser().resolve() if value else None,
    shown_default="none; then dumps come by the browser, up to 100 MB, or by `thriving history ingest`",
)
COMPUTED_SERIES = Variable(
    "THRIVING_COMPUTED_SERIES",
    "A TOML file that says which series are computed from the lake.",
    lambda value: Path(value).expanduser().resolve() if value else None,
    shown_default="the one that comes with Thriving",
)
SECRET_KEY = Variable(
    "THRIVING_SECRET_KEY",
    "What sign-ins and forms are signed with: at least 50 random characters, the same for every process.",
    text,
    "only-for-development-and-the-demo-never-in-production",
    "none; production refuses to start without",
    secret=True,
)
SEALING_KEYS = Variable(
    "THRIVING_SEALING_KEYS",
    "What sensitive text in the database is sealed with: keys of 32 random bytes in base64, each behind a "
    "name and a colon, with commas between. The first one seals; the others still open. Keep them apart "
    "from backups: whoever has both can read.",
    sealing_keys,
    "development:b25seS1mb3ItZGV2ZWxvcG1lbnQtYW5kLWRlbW8hISE",
    "none; production refuses to start without",
    secret=True,
)
HOSTS = Variable(
    "THRIVING_HOSTS",
    "The names by which people reach the site, with commas between.",
    words,
    shown_default="none; the machine itself always answers to `localhost`",
)
ORIGINS = Variable(
    "THRIVING_ORIGINS",
    "The site's full addresses, such as `https://thriving.example.org`, where the proxy changes the host. "
    "Letters name the first; without any, the first of `THRIVING_HOSTS`.",
    origins,
)
PROXIES = Variable(
    "THRIVING_PROXIES",
    "How many HTTPS proxies of yours stand in front. Thriving speaks plain HTTP, and believes the last "
    "so many entries of `X-Forwarded-For`, and `X-Forwarded-Proto`, when this is 1 or more.",
    whole_number(0, 5),
    "0",
)
DEBUG = Variable(
    "THRIVING_DEBUG",
    "1 for development: errors show their insides. Production refuses to start with it.",
    switch,
    "0",
)
DEMO = Variable(
    "THRIVING_DEMO",
    "1 for the demo: a sample year, and a bar to change who one is. `thriving demo` sets it.",
    switch,
    "0",
)
MAIL = Variable(
    "THRIVING_MAIL_URL",
    "The mail server: `smtp://user:password@host:587`, or `smtps://…` for TLS. Without it mail waits.",
    mail,
    secret=True,
)
MAIL_FROM = Variable("THRIVING_MAIL_FROM", "The address that mail comes from.", address, "thriving@localhost")
ALARM = Variable(
    "THRIVING_ALARM",
    "The addresses that hear at once, past the worker, when the worker is silent.",
    addresses,
)
EMERGENCY_CONTACTS = Variable(
    "THRIVING_EMERGENCY_CONTACTS",
    "A TOML file of the contacts that pages show under “Help and safety”: a `[[contact]]` for each, with "
    '`name` and `note` by language (`{en = "…"}`) and an `address` (`mailto:…`, `tel:…` or `https:…`).',
    text,
    shown_default="none; the pages then name the emergency number of one's country",
)
LOG_LEVEL = Variable(
    "THRIVING_LOG_LEVEL",
    "How much is logged: DEBUG, INFO, WARNING or ERROR. Query strings and what people typed never are.",
    lambda value: one_of(value.upper(), "DEBUG", "INFO", "WARNING", "ERROR"),
    "INFO",
)
TRACEBACK = Variable(
    "THRIVING_TRACEBACK",
    "1 to see where in the code a command failed, instead of a sentence.",
    switch,
    "0",
)


SIGN_IN_IDLE = Variable(
    "THRIVING_SIGN_IN_IDLE_HOURS",
    "After how many hours without use a sign-in ends.",
    lambda value: timedelta(hours=whole_number(1, 24 * 30)(value)),
    "12",
)
SIGN_IN_LONGEST = Variable(
    "THRIVING_SIGN_IN_LONGEST_DAYS",
    "After how many days a sign-in ends however much it is used.",
    lambda value: timedelta(days=whole_number(1, 90)(value)),
    "7",
)
SIGN_IN_TRIES_BY_NAME = Variable(
    "THRIVING_SIGN_IN_TRIES_BY_NAME",
    "How many wrong passwords one name may be given in a quarter of an hour.",
    whole_number(1, 1000),
    "10",
)
SIGN_IN_TRIES_BY_ADDRESS = Variable(
    "THRIVING_SIGN_IN_TRIES_BY_ADDRESS",
    "How many wrong passwords one address may give in a quarter of an hour. An event may share one.",
    whole_number(1, 100_000),
    "100",
)
ANSWER_DAYS = Variable(
    "THRIVING_ANSWER_DAYS",
    "Within how many days questions are answered, where an area has not said otherwise.",
    whole_number(1, 60),
    "7",
)
COUNCIL_ANSWER_DAYS = Variable(
    "THRIVING_COUNCIL_ANSWER_DAYS",
    "Within how many days a council's recommendation is answered, where the council has not said otherwise.",
    whole_number(7, 180),
    "60",
)
RISK_DAYS = Variable(
    "THRIVING_RISK_DAYS",
    "For how many days an accepted risk assessment of an event holds, where nothing changes before.",
    whole_number(7, 365),
    "90",
)
GRANT_REPORT_DAYS = Variable(
    "THRIVING_GRANT_REPORT_DAYS",
    "How many days after its last day a grant owes its report, where an officer has not said otherwise.",
    whole_number(1, 180),
    "30",
)
REGISTRATIONS_BY_ADDRESS = Variable(
    "THRIVING_REGISTRATIONS_BY_ADDRESS",
    "How many people may register for events from one address in a quarter of an hour, without accounts. All "
    "who are at a venue share one.",
    whole_number(1, 100_000),
    "600",
)
PLACES_BY_ADDRESS = Variable(
    "THRIVING_PLACES_BY_ADDRESS",
    "How many places of one event, where they are limited, may be taken from one address in a quarter of an "
    "hour with neither an account nor a mail address.",
    whole_number(1, 100_000),
    "20",
)
NAMES_KEPT = Variable(
    "THRIVING_NAMES_KEPT",
    "For how many days after an event the names of its participants are kept, where it says nothing else.",
    whole_number(0, 365),
    "90",
)
AGE_BANDS = Variable(
    "THRIVING_AGE_BANDS",
    "The ages, with commas between, at which a new band of ages begins. Nobody is asked for a birth date. "
    "18 is among them: whoever is younger is protected as a minor.",
    ages,
    "13,16,18,25",
)
SECOND_STEP = Variable(
    "THRIVING_SECOND_STEP",
    "Whose roles work only after a second step of the sign-in: `declared` (of those roles that say so), "
    "`all` (of every role), or `none`, which production refuses.",
    lambda value: one_of(value, "declared", "all", "none"),
    "declared",
)
CRISIS_CLOCKS = Variable(
    "THRIVING_CRISIS_CLOCKS",
    "How long each task of a crisis may take where it is not as usual, by severity and task, with commas "
    "between: `s1.acknowledge=15m, s4.report=none`. Minutes, hours, days, or `b` for business days.",
    clocks,
    shown_default="those on the page “Answer a crisis”",
)
CRISIS_SAFE_WAY = Variable(
    "THRIVING_CRISIS_SAFE_WAY",
    "How to reach those who answer crises safely, in the words of whoever reads it where a crisis is raised: "
    'a text, or one by language (`{en = "…", es = "…"}`).',
    said_by_language,
    shown_default="none; the page then names only the contacts under “Help and safety”",
)
CRISIS_VOLUNTEERS = Variable(
    "THRIVING_CRISIS_VOLUNTEERS",
    "From how many volunteers who are affected on something is a crisis.",
    whole_number(1, 10_000),
    "10",
)
CRISIS_DELAY = Variable(
    "THRIVING_CRISIS_DELAY_DAYS",
    "How many days pass before the public, and the plan, learn that a crisis was counted.",
    whole_number(0, 365),
    "14",
)
# Read by the history engine, which knows nothing of Django; declared here for the reference alone.
SPARK_MASTER = Variable(
    "THRIVING_SPARK_MASTER",
    "Where `thriving history --engine spark` runs: `yarn`, `k8s://…` or `spark://host:7077`.",
    text,
    shown_default="this machine",
)
SPARK_OPTIONS = Variable(
    "THRIVING_SPARK_OPTIONS",
    "What that Spark starts with, with spaces between, such as `spark.executor.instances=8`.",
    text,
    shown_default="none",
)
WIKI = Variable(
    "THRIVING_WIKI",
    "The wiki whose accounts may sign in, by the address of its REST interface, such as "
    "`https://meta.wikimedia.org/w/rest.php`.",
    wiki,
    "https://meta.wikimedia.org/w/rest.php",
)
WIKI_CLIENT = Variable(
    "THRIVING_WIKI_CLIENT",
    "The client identifier that the wiki gave to this site. Without it nobody signs in with a wiki account.",
    text,
    shown_default="none",
)
WIKI_SECRET = Variable(
    "THRIVING_WIKI_SECRET",
    "The client secret that the wiki gave to this site.",
    text,
    shown_default="none",
    secret=True,
)


def site(environment: Mapping[str, str] = os.environ) -> str:
    """The site's address in letters: the first origin, else the first host, else a developer's machine."""
    hosts = [f"https://{host.removeprefix('.')}" for host in HOSTS.read(environment)]
    return next(iter([*ORIGINS.read(environment), *hosts]), "http://localhost:8000")


def variables() -> list[Variable[object]]:
    """Every variable declared here, by name."""
    found = [thing for thing in globals().values() if isinstance(thing, Variable)]
    return sorted(found, key=lambda variable: variable.name)
