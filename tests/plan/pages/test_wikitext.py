from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from thriving.plan.pages import wikitext

SIGNS = re.compile(r"[\[\]{}|<>'=~_*]|^[#:;*=]|\n")


@given(st.text(max_size=200))
def test_no_sign_of_wikitext_is_left(text: str) -> None:
    assert not SIGNS.search(re.sub(r"&#\d+;", "", wikitext.plain(text)))


@given(st.text(max_size=200))
def test_a_wiki_shows_the_same_words(text: str) -> None:
    shown = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), wikitext.plain(text))
    assert shown.split() == text.split()


def test_a_template_comes_out_as_its_letters() -> None:
    assert (
        html.unescape(wikitext.plain("{{Delete}} [[User:X|x]] <script>"))
        == "{{Delete}} [[User:X|x]] <script>"
    )
    assert "{{" not in wikitext.plain("{{Delete}}")
