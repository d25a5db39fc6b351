from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from thriving.evidence import ledger
from thriving.evidence.indicators import Mapping, Refused, for_keys, import_series, preview, read_mapping
from thriving.evidence.models import Indicator, IndicatorValue

pytestmark = pytest.mark.django_db

JULY, AUGUST, SEPTEMBER = date(2019, 7, 1), date(2019, 8, 1), date(2019, 9, 1)


def values(key: str, number: int | None = None) -> dict[date, Decimal]:
    [series] = for_keys([key], number=number)
    return {point.month: point.value for point in series.points}


def test_each_month_with_a_figure_is_taken_in(file: Path, mapping: Mapping) -> None:
    import_series(file, mapping, by="test")
    assert values("editors") == {JULY: 100, AUGUST: 110}


def test_both_sides_of_a_share_are_kept(file: Path, mapping: Mapping) -> None:
    import_series(file, mapping, by="test")
    [series] = for_keys(["share"])
    assert [(point.numerator, point.denominator) for point in series.points] == [(1, 4), (2, 4)]


def test_a_preview_says_what_would_change_and_changes_nothing(file: Path, mapping: Mapping) -> None:
    editors, share = preview(file, mapping)
    assert (editors.added, share.added) == ((JULY, AUGUST), (JULY, AUGUST))
    assert not Indicator.objects.exists()


def test_the_same_file_again_changes_nothing(file: Path, mapping: Mapping) -> None:
    import_series(file, mapping, by="test")
    position = ledger.position()
    again = import_series(file, mapping, by="test")
    assert [change.changes_nothing for change in again] == [True, True]
    assert ledger.position() == position


def test_a_corrected_file_keeps_what_was_known(file: Path, mapping: Mapping) -> None:
    import_series(file, mapping, by="test")
    before = ledger.position()
    file.write_text(file.read_text().replace("110.0", "111.0"))
    editors, share = import_series(file, mapping, by="test")
    assert (editors.corrected, share.changes_nothing) == ((AUGUST,), True)
    assert values("editors", before) == {JULY: 100, AUGUST: 110}
    assert values("editors") == {JULY: 100, AUGUST: 111}


def test_a_month_that_the_file_no_longer_has_is_withdrawn(file: Path, mapping: Mapping) -> None:
    import_series(file, mapping, by="test")
    before = ledger.position()
    file.write_text("".join(file.read_text().splitlines(keepends=True)[:2]))
    editors, _share = import_series(file, mapping, by="test")
    assert editors.withdrawn == (AUGUST,)
    assert values("editors") == {JULY: 100}
    assert values("editors", before) == {JULY: 100, AUGUST: 110}


def test_the_first_file_can_come_back(file: Path, mapping: Mapping) -> None:
    first = file.read_text()
    for text in (first, first.replace("110.0", "111.0"), first):
        file.write_text(text)
        import_series(file, mapping, by="test")
    assert values("editors") == {JULY: 100, AUGUST: 110}


def test_a_new_title_needs_no_number_of_the_ledger(file: Path, mapping: Mapping, tmp_path: Path) -> None:
    import_series(file, mapping, by="test")
    position = ledger.position()
    renamed = tmp_path / "mapping.toml"
    renamed.write_text(renamed.read_text().replace('"Editors"', '"People"'))
    import_series(file, read_mapping(renamed), by="test")
    assert str(Indicator.objects.get(key="editors").title) == "People"
    assert ledger.position() == position


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("2019-08-01\t110.0", "2019-08-01\tmany", "line 3: “many” in the column “editors” is not a number."),
        ("2019-08-01\t110.0", "2019-08-01\tNaN", "line 3: “NaN” in the column “editors” is not a number."),
        ("2019-08-01", "2019-07-01", "line 3: the month 2019-07 stands here a second time."),
        (
            "2019-08-01",
            "2019-08-02",
            "line 3: “2019-08-02” is not the first day of a month, written like 2020-04-01.",
        ),
        ("month\teditors", "month\tpeople", "line 1: the column “editors” is missing."),
    ],
)
def test_a_bad_file_is_refused_with_its_line(
    file: Path, mapping: Mapping, old: str, new: str, sentence: str
) -> None:
    file.write_text(file.read_text().replace(old, new))
    with pytest.raises(Refused) as refusal:
        import_series(file, mapping, by="test")
    assert refusal.value.sentences == (f"editors.tsv: {sentence}",)
    assert not Indicator.objects.exists()


def test_every_bad_line_is_told(file: Path, mapping: Mapping) -> None:
    file.write_text(file.read_text().replace("100.0", "x").replace("110.0", "y"))
    with pytest.raises(Refused) as refusal:
        preview(file, mapping)
    assert len(refusal.value.sentences) == 2


def test_a_file_without_months_is_refused(file: Path, mapping: Mapping) -> None:
    file.write_text(file.read_text().splitlines()[0] + "\n")
    with pytest.raises(Refused, match="This file has no month"):
        preview(file, mapping)


def test_a_file_that_is_no_table_is_refused(file: Path, mapping: Mapping) -> None:
    file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    with pytest.raises(Refused, match=r"^editors\.tsv: "):
        preview(file, mapping)


def test_a_folder_without_a_named_file_is_refused(mapping: Mapping, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(Refused, match=r"editors\.tsv is not in"):
        preview(empty, mapping)


def test_a_file_that_the_mapping_does_not_know_is_refused(mapping: Mapping, tmp_path: Path) -> None:
    other = tmp_path / "other.tsv"
    other.write_text("month\n")
    with pytest.raises(Refused, match=r"no indicator of a file other\.tsv"):
        preview(other, mapping)


@pytest.mark.data
def test_the_real_series_are_taken_in_once(real: Path) -> None:
    changes = import_series(real, read_mapping(), by="test")
    assert sum(len(change.added) for change in changes) == IndicatorValue.objects.count() == 3165
    assert all(change.changes_nothing for change in import_series(real, read_mapping(), by="test"))


@pytest.mark.data
def test_a_single_real_file_is_enough(real: Path) -> None:
    changes = import_series(real / "editing_diversity_metrics.tsv", read_mapping(), by="test")
    assert {change.mapped.key for change in changes} == {
        "active-editors-global-north",
        "active-editors-global-south",
        "newcomer-retention-global-north",
        "newcomer-retention-global-south",
    }


@pytest.mark.parametrize("change", [{"value": 1}, {"superseded_number": 9, "value": 1}])
def test_a_figure_is_superseded_and_never_rewritten(
    file: Path, mapping: Mapping, change: dict[str, object]
) -> None:
    import_series(file, mapping, by="test")
    with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
        IndicatorValue.objects.update(**change)
    with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
        IndicatorValue.objects.all().delete()
