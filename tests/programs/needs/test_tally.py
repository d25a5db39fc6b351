"""What everybody reads of what holders answered: nothing from which one of them could be found."""

from __future__ import annotations

from thriving.programs.needs.queries.tally import Part, Tally


def _part(holders: int) -> Part:
    found = Part()
    for _each in range(holders):
        found.add("archive", ["dag"], {"held": ["maps"], "size": "2", "size_unit": "meters"}, {"held"})
    return found


def _told(**holders: int) -> Tally:
    return Tally({region: _part(number) for region, number in holders.items()}, []).told()


def test_answers_of_few_holders_are_withheld() -> None:
    part = _told(south=9).regions["south"]
    assert part == Part(9, part.kinds, is_withheld=True)


def test_answers_of_ten_holders_are_told() -> None:
    part = _told(south=10).regions["south"]
    assert (part.is_withheld, part.held["maps"], part.sizes["meters"]) == (False, 10, 20)


def test_the_whole_leaves_out_what_would_be_found_by_subtracting() -> None:
    whole = _told(south=12, north=1).whole
    assert (whole.holders, whole.held["maps"], whole.languages["dag"]) == (13, 12, 12)


def test_small_regions_are_told_of_together() -> None:
    found = _told(south=6, north=5)
    assert (found.whole.holders, found.whole.held["maps"]) == (11, 11)
    assert all(part.is_withheld for part in found.regions.values())


def test_what_was_told_and_kept_stays_so() -> None:
    found = _told(south=6, north=5, east=10)
    kept = Tally.from_json(found.as_json(), [])
    assert kept == found
    assert kept.told().whole == found.whole
