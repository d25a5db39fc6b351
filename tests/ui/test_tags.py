"""Each tag and filter, as a template uses it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from thriving.kernel.words import Words
from thriving.ui.status import STATUSES


def render(source: str, **context: Any) -> str:
    context.setdefault("request", RequestFactory().get("/here/?q=1&page=2"))
    return Template("{% load ui %}" + source).render(Context(context)).strip()


@pytest.mark.parametrize("key", STATUSES)
def test_status_has_shape_and_word(key: str) -> None:
    html = render("{% status key %}", key=key)
    assert str(STATUSES[key].label) in html
    assert '<svg class="th-icon"' in html
    assert 'aria-hidden="true"' in html


def test_statuses_have_each_a_shape_of_their_own() -> None:
    assert len({render("{% status_icon key %}", key=key) for key in STATUSES}) == len(STATUSES) == 10


def test_message_of_an_error_is_announced() -> None:
    assert 'role="alert"' in render('{% message "error" %}<p>No.</p>{% endmessage %}')
    assert "role" not in render('{% message "warning" heading="Beware" %}<p>No.</p>{% endmessage %}')


def test_blocks_escape_what_people_wrote() -> None:
    sources = (
        "{% card heading=x url=x %}{{ x }}{% endcard %}",
        "{% message heading=x %}{{ x }}{% endmessage %}",
        "{% accordion x %}{{ x }}{% endaccordion %}",
        "{% data_table x %}<tr><td>{{ x }}</td></tr>{% enddata_table %}",
        "{% empty_state x %}{{ x }}{% endempty_state %}",
        "{% figure_number x %}{{ x }}{% endfigure_number %}",
        "{% chip x %}{% button x name=x value=x %}{% button_link x x %}{% progress 1 2 x %}",
        "{% definition_list pairs %}{% breadcrumbs x x x %}{% tabs tabs x %}",
        "{{ x|in_words }}{{ x|language_name }}{{ x|country_name }}{{ words|in_words }}",
    )
    x = "<script>\"'&"
    for source in sources:
        html = render(source, x=x, pairs=[(x, x)], tabs=[(x, x, True)], words=Words(fr=x))
        assert "<script" not in html
        assert "&lt;script&gt;" in html


def test_table_scrolls_in_a_place_that_the_keyboard_reaches() -> None:
    html = render('{% data_table "Key results" %}<tbody></tbody>{% enddata_table %}')
    assert 'role="region" tabindex="0" aria-label="Key results"' in html
    assert "<caption>Key results</caption>" in html


def test_card_with_an_address_is_one_link() -> None:
    html = render('{% card heading="The plan" url="/plan/" level=2 %}…{% endcard %}')
    assert '<h2 class="cdx-card__text__title"><a href="/plan/">The plan</a></h2>' in html


def test_accordion_is_closed_unless_told() -> None:
    assert '<details class="cdx-accordion">' in render('{% accordion "More" %}…{% endaccordion %}')
    assert '<details class="cdx-accordion" open>' in render('{% accordion "More" True %}…{% endaccordion %}')


def test_breadcrumbs_end_here() -> None:
    html = render('{% breadcrumbs "Plans" "/plan/" "Key result 6" %}')
    assert '<a href="/plan/">Plans</a>' in html
    assert '<li aria-current="page"><bdi>Key result 6</bdi></li>' in html


def test_tabs_mark_this_one() -> None:
    html = render("{% tabs items 'Views' %}", items=[("One", "/1/", True), ("Two", "/2/", False)])
    assert '<a href="/1/" aria-current="page">One</a>' in html
    assert '<a href="/2/">Two</a>' in html


def test_pager_keeps_the_question() -> None:
    html = render("{% pager page %}", page=Paginator(range(60), 20).page(2))
    assert 'href="?q=1&amp;page=1"' in html
    assert 'href="?q=1&amp;page=3"' in html
    assert "Page 2 of 3" in html
    assert render("{% pager page %}", page=Paginator(range(3), 20).page(1)) == ""


class Asked(forms.Form):
    name = forms.CharField(label="Name", help_text="As you like it.")
    about = forms.CharField(widget=forms.Textarea, required=False)
    way = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agreed = forms.BooleanField()
    place = forms.ChoiceField(choices=[("a", "A")])


def test_field_ties_label_help_and_error_to_its_control() -> None:
    html = render("{% field form.name %}", form=Asked({}))
    assert 'for="id_name">Name</label>' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext">As you like it.' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="cdx-text-input__input"' in html


def test_field_says_that_it_may_stay_empty() -> None:
    assert "(optional)" in render("{% field form.about %}", form=Asked())
    assert "(optional)" not in render("{% field form.name %}", form=Asked())


def test_field_of_choices_is_a_group_with_a_name() -> None:
    html = render("{% field form.way %}", form=Asked())
    assert html.startswith("<fieldset")
    assert "<legend" in html
    assert html.count('type="radio"') == 2


def test_field_that_is_ticked_has_its_label_after_it() -> None:
    html = render("{% field form.agreed %}", form=Asked())
    assert html.index('type="checkbox"') < html.index("<span>Agreed</span>")


def test_field_wears_the_system_s_classes() -> None:
    assert 'class="cdx-select"' in render("{% field form.place %}", form=Asked())
    assert 'class="cdx-text-area__textarea"' in render("{% field form.about %}", form=Asked())


def test_filters_ask_the_same_page() -> None:
    html = render("{% filters form %}", form=Asked())
    assert 'method="get" action="/here/"' in html


def test_progress_says_its_numbers() -> None:
    with override("es"):
        html = render('{% progress 61400 100000 "Rows" %}')
    assert 'value="61400" max="100000" aria-label="Rows"' in html
    assert "61.400 / 100.000" in html


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("{{ 88|number }}", "<bdi>88</bdi>"),
        ("{{ 1234.5|number:2 }}", "<bdi>1,234.50</bdi>"),
        ("{{ nothing|number }}", "–"),
        ("{{ 'many'|number }}", "–"),
        ("{{ 0.59|percent }}", "<bdi>59%</bdi>"),
        ("{{ nothing|percent }}", "–"),
        ("{{ on|day }}", '<time datetime="2020-04-15">15 April 2020</time>'),
        ("{{ on|short_day }}", '<time datetime="2020-04-15">15 Apr 2020</time>'),
        ("{{ on|month }}", '<time datetime="2020-04-15">April 2020</time>'),
        ("{{ nothing|day }}", ""),
        ("{{ 'ar'|language_name }}", "Arabic"),
        ("{{ 'GH'|country_name }}", "Ghana"),
    ],
)
def test_filters(source: str, written: str) -> None:
    assert render(source, on=date(2020, 4, 15), nothing=None) == written


@pytest.mark.parametrize(
    ("language", "words", "written"),
    [
        ("en", Words(en="Plan", ar="خطة"), "Plan"),
        ("ar", Words(en="Plan", ar="خطة"), "خطة"),
        ("es", Words(en="Plan"), '<span lang="en" dir="ltr">Plan</span>'),
        ("en", Words(ar="خطة"), '<span lang="ar" dir="rtl">خطة</span>'),
        ("en", Words(), ""),
        ("en", "plain", "plain"),
        ("en", None, ""),
    ],
)
def test_in_words_marks_another_language(language: str, words: object, written: str) -> None:
    with override(language):
        assert render("{{ words|in_words }}", words=words) == written


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (Words(en="a\n\n<b>"), '<div lang="en" dir="ltr"><p>a</p>\n\n<p>&lt;b&gt;</p></div>'),
        (Words(ar="خطة"), '<div lang="ar" dir="rtl"><p>خطة</p></div>'),
        (Words(), ""),
        (None, ""),
    ],
)
def test_in_paragraphs_marks_them_all(words: object, written: str) -> None:
    assert render("{{ words|in_paragraphs }}", words=words) == written
