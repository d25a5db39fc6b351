from __future__ import annotations

import pytest

from thriving.programs.events import codes


def test_code_reads_however_it_is_typed() -> None:
    code = codes.new_code()
    for typed in (codes.written(code), code.lower(), f" {code[:2]} {code[2:]} ", f"{code[:3]}—{code[3:]}"):
        assert codes.read(typed) == code


def test_any_wrong_letter_is_noticed() -> None:
    code = codes.new_code()
    for place, right in enumerate(code):
        wrong = (code[:place] + letter + code[place + 1 :] for letter in codes.LETTERS if letter != right)
        assert [codes.read(each) for each in wrong] == [""] * 22


def test_letters_that_changed_places_are_noticed() -> None:
    code = "3469AC"[:5]
    code += next(letter for letter in codes.LETTERS if codes.read(code + letter))
    for first in range(codes.LENGTH):
        for second in range(first + 1, codes.LENGTH):
            letters = list(code)
            letters[first], letters[second] = letters[second], letters[first]
            if letters != list(code):
                assert codes.read("".join(letters)) == ""


@pytest.mark.parametrize("typed", ["", "ABC", "0O1IL8", "<script>", "٣٤٦٧٩٣", "3" * 500])
def test_other_things_are_no_code(typed: str) -> None:
    assert codes.read(typed) == ""
