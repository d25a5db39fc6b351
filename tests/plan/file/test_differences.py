from __future__ import annotations

from tests.plan.file.example import EXAMPLE, changed

from thriving.plan.file import differences, read


def test_the_same_plan_has_none() -> None:
    assert differences(read(EXAMPLE), read(EXAMPLE)) == []


def test_a_target_that_moves_is_a_promise_that_changes() -> None:
    (points, target) = sorted(
        differences(
            read(EXAMPLE), read(changed(("target = 20", "target = 18"), ("value = 20", "value = 18")))
        ),
        key=lambda each: each.field,
    )
    assert (target.part, target.field) == ("key-result:gardeners/requirement:people", "target")
    assert (target.before, target.after, target.promised) == (20, 18, True)
    assert points.promised


def test_a_title_is_no_promise() -> None:
    (one,) = differences(read(EXAMPLE), read(changed(('title = "Growing"', 'title = "Growing up"'))))
    assert (one.part, one.field, one.promised) == ("priority:growing", "title", False)


def test_a_sentence_is_a_promise() -> None:
    (one,) = differences(read(EXAMPLE), read(changed(("At least 20 gardeners", "20 gardeners"))))
    assert one.promised


def test_a_requirement_that_goes_is_told_as_one() -> None:
    begin, end = EXAMPLE.index('[[key_result.requirement]]\nkey = "watered"'), EXAMPLE.index("[[set]]")
    found = differences(read(EXAMPLE), read(changed((EXAMPLE[begin:end], ""))))
    assert [(each.part, each.removes, each.promised) for each in found] == [
        ("key-result:gardeners/requirement:watered", True, True)
    ]


def test_a_part_that_comes_is_told_as_one() -> None:
    new = '[[goal]]\nkey = "calm"\ntitle = "Calm"\n\n[[priority]]'
    (one,) = differences(read(EXAMPLE), read(changed(("[[priority]]", new))))
    assert (one.part, one.adds, one.after, one.promised) == ("goal:calm", True, "Calm", False)


def test_a_new_order_is_told() -> None:
    two = changed(("[[priority]]", '[[goal]]\nkey = "calm"\ntitle = "Calm"\n\n[[priority]]'))
    turned = (
        two.replace('key = "green"', "KEY")
        .replace('key = "calm"', 'key = "green"')
        .replace("KEY", 'key = "calm"')
    )
    orders = [each for each in differences(read(two), read(turned)) if each.field == "order"]
    assert [(each.part, each.before, each.after) for each in orders] == [
        ("goal", ["green", "calm"], ["calm", "green"])
    ]
