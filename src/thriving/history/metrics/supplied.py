"""What a table of accounts adds to the events of wikis whose dumps do not know when accounts were made."""

from __future__ import annotations

import ibis
import pyarrow as pa

from thriving.history.engines.engine import Expression

ACCOUNTS = pa.schema(
    [
        ("wiki_db", pa.string()),
        ("user_id", pa.int64()),
        ("user_text", pa.string()),
        ("registered_at", pa.timestamp("us")),
        ("created_by", pa.string()),
        ("groups", pa.list_(pa.string())),
    ]
)
_MAKERS = ("self", "system", "peer")
_BY_ID, _BY_NAME = ("event_user_id", "user_id"), ("event_user_text", "user_text")


def with_accounts(events: Expression, accounts: Expression) -> Expression:
    """The events with when and by whom their user's account was made. What a dump says itself stays.

    By number where the account has one, since names change; by name otherwise. Who is in the group bot is
    one by group, as of the table: a dump that knows no accounts knows no groups either.
    """
    numbered = _told(events, accounts.filter(accounts.user_id.notnull()), *_BY_ID)
    return _told(numbered, accounts.filter(accounts.user_id.isnull()), *_BY_NAME)


def _told(events: Expression, accounts: Expression, of_event: str, of_account: str) -> Expression:
    # One row for each: an account that stood twice would count its edits twice.
    told = accounts.group_by(of_wiki="wiki_db", of_user=of_account).agg(
        of_time=accounts.registered_at.min(),
        of_maker=accounts.created_by.min(),
        of_bots=accounts.groups.contains("bot").any(),
    )
    joined = events.left_join(told, [events.wiki_db == told.of_wiki, events[of_event] == told.of_user])
    return joined.mutate(
        event_user_creation_timestamp=ibis.coalesce(joined.event_user_creation_timestamp, joined.of_time),
        event_user_registration_timestamp=ibis.coalesce(
            joined.event_user_registration_timestamp, joined.of_time
        ),
        event_user_is_bot_by=joined.of_bots.ifelse(_with_group(joined), joined.event_user_is_bot_by),
        **{
            column: ibis.coalesce(joined[column], joined.of_maker == maker)
            for maker, column in _made("event_")
        },
    ).drop("of_wiki", "of_user", "of_time", "of_maker", "of_bots")


def created(accounts: Expression, schema: pa.Schema) -> Expression:
    """An event for each account whose time is known, with the columns of ``schema``."""
    made = accounts.filter(accounts.registered_at.notnull())
    is_self = made.created_by == "self"
    told = {
        "wiki_db": made.wiki_db,
        "event_type": ibis.literal("create"),
        "event_timestamp": made.registered_at,
        "event_user_id": is_self.ifelse(made.user_id, ibis.null("int64")),
        "event_user_text": is_self.ifelse(made.user_text, ibis.null("string")),
        "user_id": made.user_id,
        "user_text": made.user_text,
        "user_text_historical": made.user_text,
        "user_groups": made.groups,
        "user_creation_timestamp": made.registered_at,
        "user_registration_timestamp": made.registered_at,
        **{column: made.created_by == maker for maker, column in _made("")},
    }
    columns = ibis.schema(schema).items()
    return made.select(**{name: told.get(name, ibis.null(type_)).cast(type_) for name, type_ in columns})


def _made(prefix: str) -> list[tuple[str, str]]:
    return [(maker, f"{prefix}user_is_created_by_{maker}") for maker in _MAKERS]


def _with_group(joined: Expression) -> Expression:
    by_name = joined.event_user_is_bot_by.contains("name").fill_null(False)  # noqa: FBT003 -- Ibis's signature
    return by_name.ifelse(ibis.array(["name", "group"]), ibis.array(["group"]))
