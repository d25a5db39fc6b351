from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings
from tests import places
from tests.wiki import world

from thriving.evidence import ledger
from thriving.evidence.indicators import Series, for_keys
from thriving.history import metrics
from thriving.history.failures import HistoryError
from thriving.history.lake.ingest import ingest
from thriving.kernel import diary
from thriving.movement.models import Wiki
from thriving.wiki import installation, measuring
from thriving.wiki.definitions import definitions
from thriving.wiki.models import Measurement, VitalSign

pytestmark = pytest.mark.django_db

JANUARY, FEBRUARY, MARCH = date(2020, 1, 1), date(2020, 2, 1), date(2020, 3, 1)


@pytest.fixture(autouse=True)
def two_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them take their time; that each is there is a test of its own."""
    monkeypatch.setattr(measuring, "SIGNS", ("edits", "new_registered_users"))


@pytest.fixture(autouse=True)
def aawiki(db: None) -> None:
    """The wiki of most lakes here is one that everybody may read."""
    world.public()


def filled(tmp_path: Path, name: str = world.NAME, content: bytes | None = None) -> None:
    """In this process, which is quicker; the process of its own has tests too."""
    file = tmp_path / name
    file.write_bytes(world.dump() if content is None else content)
    ingest(installation.lake(), [file])


def series(key: str, number: int | None = None) -> Series:
    [found] = for_keys([key], number=number)
    return found


def test_a_lake_becomes_series_with_snapshot_and_definition(tmp_path: Path) -> None:
    filled(tmp_path)
    done = measuring.measure(by="test")
    assert (done.series, done.renewed, done.wikis, done.unanswered) == (3, 3, 1, {})
    retention = series("computed-newcomer-retention")
    assert retention.computation
    assert retention.computation.wikis == {"aawiki": "2020-03"}
    assert "30 days" in retention.computation.definition


def test_a_cohort_that_is_open_has_no_figure_in_the_series(tmp_path: Path) -> None:
    # Who joined in January may come back until 60 days after the month: 31 March is known, so it is closed.
    filled(tmp_path, content=world.dump(people=36))
    measuring.measure(by="test")
    assert [(p.month, p.value) for p in series("computed-newcomer-retention").points] == [
        (JANUARY, Decimal("0.3333333333"))
    ]


def test_a_snapshot_before_that_says_from_when_it_may_be_known(tmp_path: Path) -> None:
    filled(tmp_path, "2020-02.aawiki.all-time.tsv")
    measuring.measure(by="test")
    retention = series("computed-newcomer-retention")
    assert (retention.points, retention.open_months) == ((), {JANUARY: date(2020, 4, 1)})


def test_a_newer_snapshot_is_a_new_version_and_leaves_the_old(tmp_path: Path) -> None:
    filled(tmp_path, "2020-02.aawiki.all-time.tsv", world.dump(people=11))
    measuring.measure(by="test")
    before = ledger.position()
    filled(tmp_path, content=world.dump(people=36))
    assert measuring.is_due()
    measuring.measure(by="test")
    assert not series("computed-newcomer-retention", before).points
    assert series("computed-newcomer-retention").points


def test_what_was_measured_is_not_due_again(tmp_path: Path) -> None:
    filled(tmp_path)
    assert measuring.is_due()
    assert measuring.measure(by="test").renewed == 3
    assert not measuring.is_due()
    assert measuring.measure(by="test").renewed == 0


def test_an_empty_lake_is_never_due() -> None:
    assert not measuring.is_due()


def test_a_wiki_keeps_its_signs_without_a_name(tmp_path: Path) -> None:
    filled(tmp_path)
    measuring.measure(by="test")
    edits = VitalSign.objects.get(metric="edits")
    assert edits.rows[0] == ["2020-01-01", "", 60, None, None, None]
    assert edits.snapshot == "2020-03"
    assert not any("Editor" in str(rows) for rows in VitalSign.objects.values_list("rows", flat=True))


def test_a_count_is_0_in_a_month_in_which_nothing_happened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Active in January alone: February and March are known, and nobody was active in them."""
    monkeypatch.setattr(measuring, "SIGNS", ("active_editors_per_wiki",))
    filled(tmp_path)
    measuring.measure(by="test")
    rows = VitalSign.objects.get(metric="active_editors_per_wiki").rows
    assert [(row[0], row[2]) for row in rows] == [("2020-01-01", 12), ("2020-02-01", 0), ("2020-03-01", 0)]


def test_a_share_of_nobody_is_not_0(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "SIGNS", ("retention_since_first_edit",))
    filled(tmp_path)
    measuring.measure(by="test")
    rows = VitalSign.objects.get(metric="retention_since_first_edit").rows
    assert [row[0] for row in rows] == ["2020-01-01"]


def test_no_name_of_an_editor_is_in_the_diary(tmp_path: Path) -> None:
    filled(tmp_path)
    measuring.measure(by="test")
    assert not [entry for entry in diary.Entry.objects.all() if "Editor 1" in str(vars(entry))]


def test_a_month_that_is_not_over_has_no_value_on_the_wikis_page(tmp_path: Path) -> None:
    filled(tmp_path, "aawiki-20200310-history.tsv")
    measuring.measure(by="test")
    rows = VitalSign.objects.get(metric="edits").rows
    until = VitalSign.objects.get(metric="edits").known_until
    assert until.date() <= date(2020, 3, 10)
    assert rows[-1] == ["2020-03-01", "", None, None, None, "2020-04-01"]


def test_a_metric_that_the_dump_does_not_know_says_what_would(tmp_path: Path) -> None:
    (tmp_path / "aawiki-20200401-stub-meta-history.xml").write_text(_STUB, encoding="utf-8")
    ingest(installation.lake(), [tmp_path / "aawiki-20200401-stub-meta-history.xml"])
    done = measuring.measure(by="test")
    assert "accounts table" in done.unanswered["computed-newcomer-retention"]
    accounts = VitalSign.objects.get(metric="new_registered_users")
    assert not accounts.rows
    assert "accounts table" in accounts.not_known


def test_series_may_be_named_in_a_file_of_ones_own(tmp_path: Path, settings: Settings) -> None:
    settings.COMPUTED_SERIES = tmp_path / "own.toml"
    settings.COMPUTED_SERIES.write_text(
        '[[indicator]]\nkey = "own"\nmetric = "edits"\nsummary = "sum"\nwikis = ["aawiki"]\n'
        'title = { en = "Edits" }\ndefinition = { en = "All." }\n'
        '[indicator.parameters]\nuser_type = "user"\n',
        encoding="utf-8",
    )
    filled(tmp_path)
    measuring.measure(by="test")
    own = series("own")
    assert own.computation
    assert own.computation.parameters["user_type"] == "user"
    assert [int(point.value) for point in own.points] == [60, 4, 12]


def test_a_definition_that_has_no_answer_leaves_the_others(tmp_path: Path, settings: Settings) -> None:
    settings.COMPUTED_SERIES = tmp_path / "own.toml"
    words = 'title = { en = "E" }\ndefinition = { en = "E" }\n'
    settings.COMPUTED_SERIES.write_text(
        f'[[indicator]]\nkey = "bad"\nmetric = "nothing"\n{words}'
        f'[[indicator]]\nkey = "good"\nmetric = "edits"\n{words}',
        encoding="utf-8",
    )
    filled(tmp_path)
    done = measuring.measure(by="test")
    assert (done.series, list(done.unanswered)) == (1, ["bad"])
    assert Measurement.objects.first() == done


_STUB = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="aa">
<siteinfo><sitename>Wikipedia</sitename><dbname>aawiki</dbname><base>https://aa.wikipedia.org/</base>
<generator>MediaWiki</generator><case>first-letter</case>
<namespaces><namespace key="0"/></namespaces></siteinfo>
<page><title>One</title><ns>0</ns><id>1</id>
<revision><id>1</id><timestamp>2020-01-03T00:00:00Z</timestamp>
<contributor><username>Editor 1</username><id>1</id></contributor>
<text bytes="10" sha1="a" id="1"/><sha1>a</sha1></revision></page></mediawiki>
"""


def test_no_series_is_of_a_wiki_for_its_members_alone(tmp_path: Path) -> None:
    places.few()
    places.wiki("dagwiki", "dag")
    Wiki.objects.filter(code="dagwiki").update(visibility="private")
    filled(tmp_path)
    filled(tmp_path, "2020-03.dagwiki.all-time.tsv", world.dump(wiki="dagwiki"))
    assert measuring.measure(by="test").unanswered == {}
    computation = series("computed-newcomer-retention").computation
    assert computation
    assert list(computation.wikis) == ["aawiki"]
    Wiki.objects.update(visibility="public")
    assert measuring.is_due()


@pytest.mark.parametrize(("people", "told"), [(1, []), (9, []), (12, [JANUARY])])
def test_a_rate_of_all_edits_is_told_where_ten_are_active(
    tmp_path: Path, people: int, told: list[date]
) -> None:
    filled(tmp_path, content=world.dump(people=people))
    measuring.measure(by="test")
    assert [point.month for point in series("computed-revert-rate").points] == told


def test_no_series_tells_how_few_came_back(tmp_path: Path) -> None:
    filled(tmp_path)
    measuring.measure(by="test")
    assert not series("computed-newcomer-retention").points


def test_no_series_is_of_a_wiki_that_the_reference_does_not_know(tmp_path: Path) -> None:
    filled(tmp_path)
    filled(tmp_path, "2020-03.officexwiki.all-time.tsv", world.dump(wiki="officexwiki"))
    measuring.measure(by="test")
    computation = series("computed-newcomer-retention").computation
    assert computation
    assert list(computation.wikis) == ["aawiki"]
    world.public("officexwiki")
    assert measuring.is_due()


def test_a_series_names_no_wiki_that_the_reference_has_let_go_of(tmp_path: Path) -> None:
    Wiki.objects.update(gone_on=date(2020, 4, 1))
    filled(tmp_path)
    assert "everybody may read" in measuring.measure(by="test").unanswered["computed-revert-rate"]


def test_where_every_wiki_is_for_its_members_there_is_no_series(tmp_path: Path) -> None:
    places.few()
    places.wiki("dagwiki", "dag")
    Wiki.objects.update(visibility="private")
    filled(tmp_path, "2020-03.dagwiki.all-time.tsv", world.dump(wiki="dagwiki"))
    assert measuring.measure(by="test").series == 0


def test_a_lake_that_changes_meanwhile_gives_no_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path, "2020-02.aawiki.all-time.tsv", world.dump(people=11))
    measured = metrics.measure

    def overtaken(*told: Any, **options: Any) -> Any:
        answer = measured(*told, **options)
        filled(tmp_path)
        return answer

    monkeypatch.setattr(metrics, "measure", overtaken)
    with pytest.raises(HistoryError, match="changed while"):
        measuring.computed(installation.lake(), definitions()[0])
