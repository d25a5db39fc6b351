from __future__ import annotations

import contextlib
import html
import re
import shlex
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.test import Client
from tests.plan import world
from tests.plan.world import at

from thriving.evidence.models import Release
from thriving.plan.commands import plan as command
from thriving.plan.file import check, read, shipped
from thriving.plan.models import Plan

pytestmark = pytest.mark.django_db


def run(*arguments: str | Path, answer: str | None = None) -> Result:
    return CliRunner().invoke(command, [str(each) for each in arguments], input=answer)


def written(folder: Path, text: str) -> Path:
    path = folder / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_load_then_dump_gives_the_file_back(tmp_path: Path) -> None:
    path = written(tmp_path, shipped())
    assert "is loaded" in run("load", path).output
    dumped = tmp_path / "dumped.toml"
    assert run("dump", world.KEY, "-o", dumped).exit_code == 0
    assert dumped.read_bytes() == path.read_bytes()
    assert run("dump", world.KEY).output == shipped()


def test_loading_again_says_that_nothing_would_change(tmp_path: Path) -> None:
    path = written(tmp_path, shipped())
    run("load", path)
    assert run("load", path).output == "Nothing would change.\n"


def test_preview_shows_and_changes_nothing(plan: Plan, tmp_path: Path) -> None:
    path = written(tmp_path, shipped().replace("target = 150", "target = 140"))
    shown = run("load", path, "--preview")
    warning, change = shown.output.splitlines()
    assert "asks for a part of a number of people" in warning  # the participants of one cohort
    assert change == "key-result:leadership-development-framework/requirement:people target: 150 → 140"
    assert world.requirement("leadership-development-framework", "people").target == 150


def test_a_promise_is_changed_with_its_reason(plan: Plan, tmp_path: Path) -> None:
    path = written(tmp_path, shipped().replace("target = 150", "target = 140"))
    refused = run("load", path)
    assert refused.exit_code == 1
    assert "needs its reason" in refused.output
    assert run("load", path, "--reason", "A cohort was canceled.").exit_code == 0
    assert world.requirement("leadership-development-framework", "people").target == 140


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "plan: this is missing"),
        ("[plan\n", "This is not TOML"),
        (shipped().replace("scale = [0, 4]", "scale = [0]"), 'measure "affiliates-with-grown-capacity": '),
        (shipped().replace("target = 150", "target = 0"), 'requirement "people" → target: a target equal'),
    ],
)
def test_a_bad_file_is_refused_with_sentences(tmp_path: Path, text: str, sentence: str) -> None:
    refused = run("load", written(tmp_path, text))
    assert refused.exit_code == 1
    assert sentence in refused.output
    assert "Traceback" not in refused.output
    assert not Plan.objects.exists()


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"\xff\xfe\x00")
    refused = run("load", path)
    assert (refused.exit_code, refused.output) == (1, "Error: A plan's file is text in UTF-8.\n")


def test_a_new_plan_is_valid_and_loads(tmp_path: Path) -> None:
    path = tmp_path / "next.toml"
    options = ["--title", "Next", "--starts", "2020-07-01", "--ends", "2021-06-30"]
    assert run("new", "next-year", *options, "-o", path).exit_code == 0
    assert check(read(path.read_text(encoding="utf-8"))) == []
    assert run("load", path, "--draft").exit_code == 0
    assert Plan.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("key", "ends", "sentence"),
    [
        ("Next Year", "2021-06-30", "a key has lower-case letters"),
        ("next", "2020-06-30", "must end after it starts"),
    ],
)
def test_a_new_plan_that_cannot_be_is_refused(tmp_path: Path, key: str, ends: str, sentence: str) -> None:
    refused = run("new", key, "--title", "Next", "--starts", "2020-07-01", "--ends", ends)
    assert refused.exit_code == 1
    assert sentence in refused.output


def test_list_names_every_plan(plan: Plan) -> None:
    assert (
        run("list").output
        == "thriving-movement-2019\topen\t2019-07-01 – 2020-06-30\tThriving Movement 2019–20\n"
    )


def test_status_says_how_it_stands_in_words(plan: Plan) -> None:
    world.state(world.experiment(1, date(2020, 1, 10)))
    with at(date(2020, 4, 15)):
        said = run("status").output
    assert "8. Campaign in a Box, designed from experiments" in said
    assert "– 1 of at least 4 finished experiments" in said
    with at(date(2020, 4, 15)):
        assert (
            "– 0 of at least 4 finished experiments" in run("status", world.KEY, "--on", "2020-01-09").output
        )


def test_a_command_about_an_unknown_plan_names_those_there_are(plan: Plan) -> None:
    refused = run("dump", "nothing")
    assert (refused.exit_code, refused.output) == (
        1,
        "Error: There is no plan “nothing”. There are: thriving-movement-2019.\n",
    )


def test_without_any_plan_status_says_what_to_do() -> None:
    assert "thriving plan load" in run("status").output


def test_publish_fixes_the_numbers(plan: Plan) -> None:
    with at(date(2020, 4, 1)):
        assert run("publish", world.KEY, "--on", "2020-03-31").exit_code == 0
    assert Release.objects.get().on == date(2020, 3, 31)


def test_close_asks_first_and_says_how_it_ended(plan: Plan) -> None:
    with at(date(2020, 7, 1)):
        assert run("close", world.KEY, answer="n\n").exit_code == 1
        assert Plan.objects.get().state == "open"
        assert "Missed: Not reached by 30 June 2020" in run("close", world.KEY, "--yes").output
        assert "Only an open plan can be closed" in run("close", world.KEY, "--yes").output


def test_the_shipped_plan_is_loaded_by_its_key(tmp_path: Path) -> None:
    said = run("load", world.KEY)
    assert "is loaded" in said.output
    assert Plan.objects.get().key == world.KEY


def test_what_the_page_without_a_plan_tells_to_type_works(client: Client, tmp_path: Path) -> None:
    page = client.get("/plan/").content.decode()
    told = [shlex.split(html.unescape(each)) for each in re.findall(r"<code>(.+?)</code>", page)]
    assert [words[:3] for words in told] == [["thriving", "plan", "load"], ["thriving", "plan", "new"]]
    with contextlib.chdir(tmp_path):
        assert [run(*words[2:]).exit_code for words in told] == [0, 0]
