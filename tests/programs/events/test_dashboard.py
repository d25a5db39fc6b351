"""Exports of the Programs & Events Dashboard in which nobody is named, by exactly their published headers."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.programs.campaigns import world as world_of_campaigns
from tests.programs.events.world import AFTER, at, held, reported

from thriving.evidence.models import Fact
from thriving.kernel.tables import Unreadable
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.models import Language, Person, Wiki
from thriving.programs.campaigns import actions as campaigns
from thriving.programs.campaigns.models import WorkItem
from thriving.programs.campaigns.things import thing
from thriving.programs.events import actions
from thriving.programs.events.models import Event, Roll, Stated

pytestmark = pytest.mark.django_db
OVERVIEW = (
    "course_slug,title,institution,term,home_wiki,created_at,start_date,end_date,new_or_returning,editors,"
    "new_editors,articles_edited,articles_created,bytes_added,references_added,total_edits,mainspace_edits,"
    "article_talk_edits,userspace_edits,article_views,upload_count,uploads_used_in_articles,"
    "upload_usage_count_across_all_wikis,training_completion_rate"
)
MARKETS = (
    "Tamale/Markets_(2026),Writing about markets,Tamale,2026,en.wikipedia.org,2026-03-01 09:00:00 UTC,"
    "2026-03-20 00:00:00 UTC,2026-03-20 23:59:59 UTC,unknown,24,11,31,4,45120,80,203,180,9,14,120344,6,2,3,"
    "0.5"
)
OTHER = MARKETS.replace("Writing about markets", "Another").replace("Tamale/Markets", "Kumasi/Other")
ARTICLES = "title,namespace,wiki,url,edit_count,new,deleted,pageviews,pageviews_link"
PAGES = (
    "Kejetia_Market,0,en.wikipedia.org,https://en.wikipedia.org/wiki/Kejetia_Market,9,true,false,12,https://x\n"
    "Caf%C3%A9,0,en.wikipedia.org,https://en.wikipedia.org/wiki/Caf%C3%A9,2,false,false,4,https://x\n"
    "Ama,2,en.wikipedia.org,https://en.wikipedia.org/wiki/User:Ama,2,false,false,4,https://x\n"
    "Kejetia_Market,1,en.wikipedia.org,https://en.wikipedia.org/wiki/Talk:Kejetia_Market,1,true,false,,https://x\n"
    "Gone,0,en.wikipedia.org,https://en.wikipedia.org/wiki/Gone,1,true,true,,https://x\n"
    "Q1,0,www.wikidata.org,https://www.wikidata.org/wiki/Q1,1,false,false,,https://x"
)


@pytest.fixture
def event(organizer: Person) -> Event:
    english = Language.objects.create(code="en", standard="en", name="English")
    for code, domain in (("enwiki", "en.wikipedia.org"), ("wikidatawiki", "www.wikidata.org")):
        Wiki.objects.create(
            code=code, domain=domain, project="wikipedia", language=english, name=code, status="open",
            visibility="public",
        )  # fmt: skip
    return reported(organizer)


def bring(event: Event, by: Person, *rows: str) -> Roll:
    file = BytesIO("\n".join(rows).encode())
    with at(AFTER):
        return actions.bring_table(event, file, title="export.csv", agreed=False, by=by)


def take_in(roll: Roll, by: Person) -> Roll:
    with at(AFTER):
        return actions.take_in_list(roll, by=by)


def undo(roll: Roll, by: Person) -> None:
    with at(AFTER):
        actions.undo_list(roll, by=by)


def report_of(event: Event, client: Client) -> str:
    return client.get(reverse("events:report", args=[event.key])).content.decode()


def test_an_overview_states_totals_with_their_source_and_nobody(
    event: Event, organizer: Person, client: Client
) -> None:
    before = Fact.objects.count(), event.registrations.count()
    roll = take_in(bring(event, organizer, OVERVIEW, MARKETS), organizer)
    stated = Stated.objects.get()
    assert (roll.format, stated.source) == ("overview", "Tamale/Markets_(2026)")
    told = stated.figures
    assert (told["editors"], told["bytes_added"], told["article_views"]) == (24, 45120, 120344)
    assert (Fact.objects.count(), event.registrations.count()) == before
    page = report_of(event, client)
    assert "As the Dashboard states it" in page
    assert "Tamale/Markets_(2026)" not in page  # whose editors the Dashboard lists by name
    assert "45,120" in page
    client.force_login(organizer)
    inside = client.get(reverse("events:write_report", args=[event.key])).content.decode()
    assert "Tamale/Markets_(2026)" in inside
    undo(roll, organizer)
    assert "states it" not in report_of(event, client)


def test_of_few_editors_an_overview_tells_others_nothing(
    event: Event, organizer: Person, client: Client
) -> None:
    take_in(bring(event, organizer, OVERVIEW, MARKETS.replace(",24,11,", ",9,4,")), organizer)
    assert "45,120" not in report_of(event, client)
    client.force_login(organizer)
    inside = client.get(reverse("events:write_report", args=[event.key])).content.decode()
    assert "45,120" in inside


def test_of_many_programs_the_one_called_as_the_event_is_meant(event: Event, organizer: Person) -> None:
    take_in(bring(event, organizer, OVERVIEW, OTHER, MARKETS), organizer)
    assert Stated.objects.get().source == "Tamale/Markets_(2026)"
    with pytest.raises(Unreadable, match="Of the 2 programs"):
        bring(event, organizer, OVERVIEW, OTHER, OTHER)


def test_totals_that_are_no_numbers_are_named(event: Event, organizer: Person) -> None:
    roll = bring(event, organizer, OVERVIEW, MARKETS.replace(",45120,", ",many,"))
    assert (roll.faults, roll.people.get().problems) == (1, [["bytes_added", "“many” is no whole number."]])


def test_articles_of_an_event_without_campaign_are_refused(event: Event, organizer: Person) -> None:
    with pytest.raises(Refused, match="add it to one first"):
        bring(event, organizer, ARTICLES, PAGES)


@pytest.fixture
def worklist(event: Event, organizer: Person) -> None:
    """Of a campaign that the event is part of, which asks for one of the articles."""
    with world_of_campaigns.on(world_of_campaigns.DURING):
        campaign = world_of_campaigns.published(organizer, "stalls")
        campaigns.add_event(campaign, event, by=organizer)
        said = world_of_campaigns.Content(title=Words(en="Markets"))
        piece = campaigns.write_piece(campaign, "worklist", "markets", said, by=organizer)
        campaigns.add_items(piece, [thing("page", "Kejetia Market", "enwiki")], by=organizer)


def standing() -> list[tuple[str, str, str]]:
    return list(WorkItem.objects.order_by("name").values_list("worklist__key", "name", "state"))


@pytest.mark.usefixtures("worklist")
def test_articles_are_done_on_the_worklists_of_the_campaign(event: Event, organizer: Person) -> None:
    roll = take_in(bring(event, organizer, ARTICLES, PAGES), organizer)
    own = "worked-on-at-events"
    done = [(own, "Café", "done"), ("markets", "Kejetia Market", "done"), (own, "Q1", "done")]
    assert standing() == done
    assert roll.rows == 3
    again = take_in(bring(event, organizer, ARTICLES, PAGES), organizer)
    assert set(again.people.values_list("effect", flat=True)) == {"known"}
    undo(again, organizer)
    assert standing() == done
    undo(roll, organizer)
    assert standing() == [("markets", "Kejetia Market", "suggested")]


@pytest.mark.usefixtures("worklist")
def test_the_preview_says_how_columns_were_read_and_what_becomes_of_rows(
    event: Event, organizer: Person, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(organizer)
    client.get(reverse("events:lists", args=[event.key]))  # what is asked once of a session
    for pages in (PAGES, PAGES.splitlines()[0]):
        roll = bring(event, organizer, ARTICLES, pages)
        with django_assert_num_queries(8):
            page = client.get(reverse("events:list", args=[event.key, roll.pk])).content.decode()
        assert "<bdi>title</bdi> is read as: Title of the page" in page
        assert "Columns that were left aside:" in page
        assert "Kejetia Market" in page


def test_an_event_where_edits_are_not_looked_at_takes_neither(organizer: Person) -> None:
    event = held(organizer, "quiet", tracking=False)
    with pytest.raises(Refused, match="not looked at"):
        bring(event, organizer, OVERVIEW, MARKETS)
