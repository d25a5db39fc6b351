"""A small history in which everything happens that a metric could ask for, always the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

Row = dict[str, Any]
WIKIS = ("aawiki", "frwiktionary", "metawiki")
BEGIN, UNTIL = datetime(2018, 1, 1), datetime(2020, 4, 1)
MONTHS = 27
KEEN = datetime(2019, 5, 10)  # when somebody began who was as active in the next thirty days as at once
NAMESPACES = (0, 0, 0, 1, 2, 3, 4, 6, 8, 10, 12, 14)


@dataclass(frozen=True)
class Person:
    name: str
    number: int
    begin: datetime
    bot_by: tuple[str, ...] = ()
    is_anonymous: bool = False
    is_temporary: bool = False
    made_by: str = "self"
    edits: int = 4  # in a month, about
    groups: tuple[str, ...] = ()
    first_hours: tuple[int, ...] = (0, 5, 30, 24 * 31)  # after the beginning, with an edit in each

    def of_account(self) -> Row:
        """What its events say of who did them; the snapshot does not know a birth of everybody."""
        has_account = not (self.is_anonymous or self.is_temporary)
        born = self.begin if has_account and self.number % 5 else None
        return {
            "event_user_id": self.number if has_account else None,
            "event_user_central_id": 1000 + self.number if self.number % 3 else None,
            "event_user_text": None if self.number == 13 else self.name,
            "event_user_groups_historical": list(self.groups),
            "event_user_is_bot_by_historical": list(self.bot_by[:1]),
            "event_user_is_bot_by": list(self.bot_by) if has_account else None,
            **{f"event_user_is_created_by_{who}": self.made_by == who for who in ("self", "system", "peer")},
            "event_user_is_anonymous": self.is_anonymous,
            "event_user_is_temporary": self.is_temporary,
            "event_user_is_cross_wiki": False,
            "event_user_registration_timestamp": born,
            "event_user_creation_timestamp": born,
            "event_user_first_edit_timestamp": self.begin + timedelta(hours=5),
        }

    def account(self) -> Row:
        """The same said of them by events about them."""
        return {
            "user_id": self.number,
            "user_central_id": 1000 + self.number,
            "user_text_historical": self.name,
            "user_text": self.name,
            "user_groups": list(self.groups),
            "user_is_bot_by_historical": list(self.bot_by[:1]),
            "user_is_bot_by": list(self.bot_by),
            **{f"user_is_created_by_{who}": self.made_by == who for who in ("self", "system", "peer")},
            "user_registration_timestamp": self.begin,
            "user_creation_timestamp": self.begin,
        }


def people(random: Random) -> list[Person]:
    def begin() -> datetime:
        return BEGIN + timedelta(seconds=random.randrange(MONTHS * 27 * 86_400))

    made_by = ("self", "self", "self", "system", "peer")
    usual = [
        Person(f"Person {number}", number, begin(), made_by=made_by[number % 5], edits=number % 9)
        for number in range(1, 22)
    ]
    return [
        *usual,
        Person("Zoë", 40, BEGIN, edits=130, groups=("sysop",)),
        Person("Worker", 41, BEGIN, bot_by=("group",), edits=9, groups=("bot",)),
        Person("Tidybot", 42, BEGIN, bot_by=("name",), edits=7),
        Person("192.0.2.1", 43, BEGIN, is_anonymous=True),
        Person("~2020-1", 44, BEGIN, is_temporary=True),
        Person("Keen", 46, KEEN, first_hours=(0, 1, 2, 3, 5, 30, 24 * 31, *range(24 * 32, 24 * 32 + 5))),
    ]


def revisions() -> list[Row]:
    random = Random(4)  # noqa: S311 -- the same each time, not a secret
    return [edit for wiki in WIKIS for person in people(random) for edit in _edits(wiki, person, random)]


def _edits(wiki: str, person: Person, random: Random) -> Iterator[Row]:
    if wiki != WIKIS[0] and person.number % 2:
        return
    # Somebody's first hours, which windows count from, and then whole months, of which some stay empty.
    times = [person.begin + timedelta(hours=hours) for hours in person.first_hours]
    while (times[-1] + timedelta(days=30)) < UNTIL and random.random() > 0.04:
        start = times[-1] + timedelta(days=random.choice((3, 28)))
        times += sorted(
            start + timedelta(seconds=random.randrange(27 * 86_400)) for _edit in range(person.edits)
        )
        times.append(max(times))
    for time in times:
        if time < UNTIL:
            yield _edit(wiki, person, time, random)


def _edit(wiki: str, person: Person, time: datetime, random: Random) -> Row:
    number, space = random.randrange(10**6), random.choice(NAMESPACES)
    page = number % 40 + 1
    is_reverted, is_deleted = number % 11 == 0, number % 17 == 0
    return {
        **person.of_account(),
        **_page(wiki, page, space),
        "wiki_db": wiki,
        "event_type": "create",
        "event_timestamp": time.replace(microsecond=0),
        "revision_id": number,
        "revision_parent_id": 0 if number % 10 == 0 else number - 1,
        "revision_deleted_parts": ["text", "user"] if number % 23 == 0 else [],
        "revision_deleted_parts_are_suppressed": number % 46 == 0,
        "revision_text_bytes": number % 9000,
        "revision_text_bytes_diff": None if number % 19 == 0 else number % 900 - 200,
        "revision_is_deleted_by_page_deletion": is_deleted,
        "revision_is_identity_reverted": is_reverted,
        "revision_seconds_to_identity_revert": number % 400_000 if is_reverted else None,
        "revision_is_identity_revert": number % 13 == 0,
        "revision_tags": random.choice((None, [], ["mobile edit", "mobile web edit"], ["mw-undo"])),
    }


def _page(wiki: str, page: int, space: int) -> Row:
    """Of some pages the namespace is known then, of some now, of some whether it is content."""
    return {
        "page_id": page,
        "page_title": f"Page_{page}",
        "page_namespace_historical": space,
        "page_namespace": None if page % 7 == 0 else space,
        "page_namespace_is_content_historical": space == 0 if page % 3 == 0 else None,
        "page_namespace_is_content": space == 0 if page % 3 == 1 else None,
        "page_is_redirect": page % 8 == 0,
        "page_is_deleted": page % 9 == 0,
        "page_first_edit_timestamp": BEGIN + timedelta(days=17 * page) if page % 4 else None,
    }


def page_events() -> list[Row]:
    random = Random(5)  # noqa: S311 -- the same each time, not a secret
    who = people(random)
    return [
        {
            **random.choice(who).of_account(),
            **_page(wiki, page, NAMESPACES[page % len(NAMESPACES)]),
            "wiki_db": wiki,
            "event_type": kind,
            "event_timestamp": BEGIN + timedelta(days=17 * page, hours=hours),
        }
        for wiki in WIKIS
        for page in range(1, 41)
        for kind, hours in (("create", 1), ("move", 50))
    ]


def user_events() -> list[Row]:
    known = [each for each in people(Random(4)) if not (each.is_anonymous or each.is_temporary)]  # noqa: S311
    return [event for wiki in WIKIS for person in known for event in _account_events(wiki, person)]


def _account_events(wiki: str, person: Person) -> Iterator[Row]:
    patroller, later = ("patroller",), person.begin + timedelta(days=40)
    yield _account_event(wiki, person, "create", person.begin)
    if person.number % 4 == 0:
        yield _account_event(wiki, person, "altergroups", later, groups=patroller)
        yield _account_event(wiki, person, "altergroups", later + timedelta(days=60), groups=person.groups)
    if person.groups:
        yield _account_event(wiki, person, "altergroups", BEGIN + timedelta(days=9), groups=person.groups)
    if person.number % 6 == 1:
        yield _account_event(wiki, person, "alterblocks", later, blocks=("nocreate",))
        yield _account_event(wiki, person, "alterblocks", later + timedelta(days=7))
    if person.number % 7 == 2:
        yield _account_event(wiki, person, "rename", later)


def _account_event(  # noqa: PLR0913 -- what an event of an account consists of
    wiki: str,
    person: Person,
    kind: str,
    at: datetime,
    *,
    groups: tuple[str, ...] = (),
    blocks: tuple[str, ...] = (),
) -> Row:
    return {
        **person.of_account(),
        **person.account(),
        "wiki_db": wiki,
        "event_type": kind,
        "event_timestamp": at.replace(microsecond=0),
        "user_groups_historical": list(groups),
        "user_blocks_historical": list(blocks),
    }


SPACES = [
    {
        "wiki_db": wiki,
        "namespace": space,
        "is_content": space in {0, 14} if wiki == "metawiki" else space == 0,
    }
    for wiki in WIKIS
    for space in sorted(set(NAMESPACES))
]
HUMANS = [
    {
        "human": f"Q{number}",
        "gender": ("Q6581097", "Q6581072", "Q1052281", None)[number % 4],
        "birth_year": 1900 + number if number % 3 else None,
        "citizenships": [["Q115"], ["Q142", "Q115"], []][number % 3],
        "occupations": [["Q36180"], []][number % 2],
        "wikis": [["aawiki"], ["aawiki", "frwiktionary"], []][number % 3],
    }
    for number in range(1, 30)
]
PAGE_ITEMS = [
    {"wiki_db": wiki, "page_id": page, "item": f"Q{page}"} for wiki in WIKIS for page in range(1, 21)
]
PAGES = {"pages": "aawiki:3,frwiktionary:5"}
ITEMS = {"items": "Q1,Q2,Q3,Q5,Q10,Q11,Q12,Q13,Q14"}
# What a metric has to be told, that answers nothing without it.
TOLD = {
    "listed_pages_created": PAGES,
    "listed_pages_edited": PAGES,
    "pages_created_about": ITEMS,
    "pages_edited_about": ITEMS,
}
