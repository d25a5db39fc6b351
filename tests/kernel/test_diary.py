from __future__ import annotations

from thriving.kernel import diary


def test_a_whole_chain_has_no_break(cast):
    for verb in ("opened", "closed"):
        diary.note(cast.lead, verb, by=cast.evaluator, why="Because.", body={"amount": 3})
    assert diary.verify(diary.checkpoint()) == []
