"""Whatever the registries hold is on a page of the reference, with its sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest

from docs import reference
from thriving.evidence.kinds import kinds
from thriving.history import metrics
from thriving.kernel import gate, lifecycle
from thriving.kernel.access import rules
from thriving.kernel.schedule import jobs
from thriving.movement.roles import roles
from thriving.web import environment

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "thriving"
COMMANDS = reference.all_commands()
page_of_rules = cache(reference.rules)  # asked once: making it takes half a second


def is_sentence(text: object) -> bool:
    words = str(text).strip()
    return len(words.split()) >= 3 and words.endswith((".", "?", "!", ")"))


@pytest.mark.parametrize("variable", environment.variables(), ids=lambda variable: variable.name)
def test_every_setting_is_documented(variable: environment.Variable[object]) -> None:
    assert is_sentence(variable.meaning)
    assert f"| `{variable.name}` | {variable.meaning}" in reference.settings()


def test_no_setting_is_read_past_its_declaration() -> None:
    """An environment variable that the code reads by name must be declared."""
    declared = {variable.name for variable in environment.variables()}
    read = {
        name
        for path in PACKAGE.rglob("*.py")
        for name in re.findall(r"\b(?:THRIVING_[A-Z_]+|DATABASE_URL)\b", path.read_text())
    }
    assert read - declared == set()


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[path for path, _command in COMMANDS])
def test_every_command_is_documented(path: str, command: click.Command) -> None:
    assert is_sentence((command.help or "").partition("\n\n")[0])
    assert f"## {path}\n" in reference.commands()


def test_every_option_of_a_command_says_what_it_does() -> None:
    silent = [
        f"{path} {option.opts[0]}"
        for path, command in COMMANDS
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert silent == []


@pytest.mark.parametrize("metric", metrics.registered().values(), ids=lambda metric: str(metric.name))
def test_every_metric_of_wikis_is_documented(metric: metrics.Metric) -> None:
    assert is_sentence(metric.definition)
    assert f"## {metric.title}\n\n`{metric.name}`: " in reference.wiki_metrics()


@pytest.mark.parametrize("measure", reference.shipped_measures(), ids=lambda measure: str(measure["key"]))
def test_every_measure_is_documented(measure: Mapping[str, Any]) -> None:
    assert measure["title"]
    assert is_sentence(measure["short"])
    assert is_sentence(measure["limits"])
    assert "golden" in measure["specification"]
    assert f"## {measure['title']}\n\n`{measure['key']}`: " in reference.measures()


@pytest.mark.parametrize("name", kinds)
def test_every_kind_of_fact_is_documented(name: str) -> None:
    kind = kinds[name]
    assert is_sentence(kind.meaning)
    assert kind.sentence
    assert [each.name for each in kind.dimensions if not str(each.meaning)] == []
    assert f"## {name}\n" in reference.facts()


def test_every_rule_and_role_is_documented() -> None:
    page = page_of_rules()
    assert [name for name in rules if f"| `{name}` |" not in page] == []
    assert [role.name for role in roles.values() if f"| {role.title} | {role.meaning} |" not in page] == []
    assert all(is_sentence(role.meaning) for role in roles.values())


def test_a_rule_is_shown_as_it_answers() -> None:
    assert (answer("see_plan", "Visitor"), answer("see_plan", "Plan editor")) == ("some", "all")
    assert (answer("edit_key_result", "Visitor"), answer("edit_key_result", "Program lead")) == ("–", "some")
    assert {answer(name, "Visitor") for name in rules if name.startswith(("edit", "publish", "close"))} == {
        "–"
    }


def answer(rule: str, title: str) -> str:
    """What stands in the table for a rule and a role."""
    (row,) = [line for line in page_of_rules().splitlines() if line.startswith(f"| `{rule}` |")]
    people = [person.title for person in reference.everybody()]
    return dict(zip(people, row.strip("| ").split(" | ")[1:], strict=True))[title]


def test_every_process_and_gate_is_documented() -> None:
    assert [name for name in lifecycle.declared if f"## {name}\n" not in reference.lifecycles()] == []
    assert [name for name in gate.declared if f"## {name}\n" not in reference.gates()] == []


@pytest.mark.parametrize("name", jobs)
def test_every_repeated_job_is_documented(name: str) -> None:
    assert is_sentence(jobs[name].meaning)
    assert f"| `{name}` |" in reference.jobs()


def test_every_page_of_records_is_documented() -> None:
    page = reference.pages()
    assert [path for path, _told in reference.twins() if f"`{path}`: " not in page] == []


def test_a_cell_stays_in_its_cell() -> None:
    assert reference.table(("a",), [("x | y\nz",)]) == "| a |\n| --- |\n| x \\| y z |\n"
