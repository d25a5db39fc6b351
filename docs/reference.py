"""The reference, made from the registries: settings, commands, measures, facts, roles, processes, pages.

`make docs` runs it before each build (see mkdocs.yml); what it writes is not kept in version control.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from thriving.history import metrics
from thriving.web.commands import cli, setup

DOCS = Path(__file__).parent
FOLDER = DOCS / "reference" / "generated"
# The parts of the site in their order. A new file in one of the folders is found by itself.
SECTIONS = {
    "Tutorials": "tutorials",
    "How to": "how-to",
    "Reference": "reference/generated",
    "Explanation": "explanation",
    "Decisions": "decisions",
}


def on_config(config: Any) -> None:
    """Called by mkdocs first: tell it which pages there are."""
    config.nav = [
        "index.md",
        "architecture.md",
        *({title: pages_in(path)} for title, path in SECTIONS.items()),
    ]


def pages_in(path: str) -> list[str]:
    written = {str(page.relative_to(DOCS)) for page in (DOCS / path).glob("*.md")}
    return sorted(written) if DOCS / path != FOLDER else [f"{path}/{name}.md" for name in PAGES]


def on_pre_build(config: Any, **_options: Any) -> None:  # noqa: ARG001 -- mkdocs' own signature
    """Called by mkdocs before it looks which pages there are."""
    setup()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / f"{name}.md").write_text(page())


def settings() -> str:
    from thriving.web import environment  # noqa: PLC0415 -- Django must have started

    rows = [
        (
            code(each.name),
            each.meaning,
            each.shown_default or (code(each.default) if each.default else "none"),
        )
        for each in environment.variables()
    ]
    return page(
        "Settings",
        "The environment variables that Thriving reads. One that cannot be used is refused with a sentence.",
        table(("variable", "meaning", "default"), rows),
    )


def commands() -> str:
    return page(
        "Commands",
        "What `thriving` can do. Each failure is a sentence and an exit code other than 0.",
        *(described(command, path) for path, command in all_commands()),
    )


def all_commands() -> list[tuple[str, click.Command]]:
    """Every command and subcommand, by what one types."""
    context = click.Context(cli, info_name="thriving")
    return list(_below("thriving", cli, context))


def _below(path: str, group: click.Group, context: click.Context) -> Iterable[tuple[str, click.Command]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name  # noqa: S101 -- click lists what it has
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from _below(f"{path} {name}", command, context)


def described(command: click.Command, path: str) -> str:
    context = click.Context(command, info_name=path, max_content_width=100)
    return f"## {path}\n\n```text\n{command.get_help(context)}\n```\n"


def measures() -> str:
    return page(
        "Measures",
        "The measures of the plan that comes with the product. Each change gives its reason, publicly.",
        *(_measure(each) for each in shipped_measures()),
    )


def shipped_measures() -> list[dict[str, Any]]:
    from thriving.plan.file import SHIPPED  # noqa: PLC0415 -- the same

    return sorted(tomllib.loads(SHIPPED.read_text())["measure"], key=lambda each: str(each["key"]))


def _measure(told: dict[str, Any]) -> str:
    specification = {**told["specification"]}
    golden = specification.pop("golden", None)
    rows = [(code(name), code(value)) for name, value in specification.items()]
    example = f"\nIts own example gives {code(golden['value'])}.\n" if golden and "value" in golden else ""
    return (
        f"## {told['title']}\n\n`{told['key']}`: {told['short']} {told['limits']}\n\n"
        f"{table(('part', 'value'), rows)}{example}"
    )


def facts() -> str:
    from thriving.evidence.kinds import kinds  # noqa: PLC0415 -- the same

    return page(
        "Kinds of fact",
        "What work can leave in the ledger. A fact holds no name and no free text.",
        *(_kind(kind) for kind in kinds.values()),
    )


def _kind(kind: Any) -> str:
    rows = [
        (code(each.name), each.type, each.meaning, ", ".join(map(code, each.values)))
        for each in kind.dimensions
    ]
    value = f" Its value is in {kind.unit}." if kind.unit else ""
    return (
        f"## {kind.name}\n\n{kind.meaning} About: {kind.subject}; {kind.visibility}.{value}\n\n"
        f"It reads: “{kind.sentence}”\n\n{table(('dimension', 'type', 'meaning', 'values'), rows)}"
    )


@dataclass(frozen=True)
class Somebody:
    """Whom a rule is asked about: no person, only what they are."""

    title: str
    roles: frozenset[str] = frozenset()
    is_authenticated: bool = True
    is_active: bool = True
    pk: int = 0
    key: str = ""

    def scopes(self, role: str) -> frozenset[str]:
        return frozenset({"priority:a-plan/a-priority"}) if role in self.roles else frozenset()


def everybody() -> list[Somebody]:
    from thriving.movement.roles import roles  # noqa: PLC0415 -- the same

    holders = [Somebody(str(role.title), frozenset({role.name})) for role in roles.values()]
    return [Somebody("Visitor", is_authenticated=False), Somebody("Signed in"), *holders]


def rules() -> str:
    from thriving.kernel.access import rules as declared  # noqa: PLC0415 -- the same
    from thriving.movement.roles import roles  # noqa: PLC0415 -- the same

    people = everybody()
    rows = [(code(name), *(_reach(scope, each) for each in people)) for name, scope in declared.items()]
    return page(
        "Roles and rules",
        "Who may do what, asked of the rules themselves: all records, some of them (one's own part, or "
        "those that are open), or none. What one may not see is absent.",
        table(("role", "meaning"), [(role.title, role.meaning) for role in roles.values()]),
        table(("rule", *(each.title for each in people)), rows),
    )


def _reach(scope: Any, person: Somebody) -> str:
    from thriving.kernel.access import EVERYTHING  # noqa: PLC0415 -- the same

    reach = scope.reach(person)
    return "all" if reach == EVERYTHING else "–" if reaches_nothing(reach) else "some"


def reaches_nothing(reach: Any) -> bool:
    """Whether a filter lets no record through: several filters of nothing, joined, are still that."""
    if reach == ("pk__in", []):
        return True
    if not getattr(reach, "children", ()) or reach.negated:  # a condition, or a subquery
        return False
    join = all if reach.connector == "OR" else any
    return join(reaches_nothing(each) for each in reach.children)


def gates() -> str:
    from thriving.kernel.gate import declared  # noqa: PLC0415 -- the same

    return page(
        "Gates",
        "Where one package waits for another. A gate with a condition that nobody answers for stays closed.",
        *(
            f"## {name}\n\n{table(('condition', 'meaning'), gate.conditions.items())}"
            for name, gate in declared.items()
        ),
    )


def jobs() -> str:
    from thriving.kernel.schedule import jobs as declared  # noqa: PLC0415 -- the same

    rows = [(code(job.name), f"{job.interval}", job.meaning) for job in declared.values()]
    return page(
        "Repeated work",
        "What `thriving work` does by itself, again and again.",
        table(("job", "every (hours)", "what it does"), rows),
    )


def lifecycles() -> str:
    from thriving.kernel.lifecycle import declared  # noqa: PLC0415 -- the same

    return page(
        "Processes",
        "Each process as a list of moves. A refusal names every condition that is not met.",
        *(_lifecycle(each) for each in declared.values()),
    )


def _lifecycle(told: Any) -> str:
    rows = [(move.name, ", ".join(move.source), move.target, needs_of(move)) for move in told.moves]
    ends = ", ".join(sorted(told.final)) or "nowhere"
    return (
        f"## {told.subject}\n\nIt starts {told.start} and ends {ends}.\n\n"
        f"{table(('move', 'from', 'to', 'needs'), rows)}"
    )


def needs_of(move: Any) -> str:
    return " ".join(need if isinstance(need, str) else str(need.sentence) for need in move.needs)


def pages() -> str:
    return page(
        "Pages of records",
        "Each is a page, a `.json` and a `.csv` at one address. `/openapi.json` says the same for machines.",
        *(_records(path, operation) for path, operation in twins()),
    )


def twins() -> list[tuple[str, dict[str, Any]]]:
    """Every address of JSON, with what the API's document says of it and its rows."""
    from thriving.ui.twins import openapi  # noqa: PLC0415 -- the same

    document = openapi()
    schemas = document["components"]["schemas"]
    return [
        (path, {**told["get"], "schema": schemas[_schema_of(told["get"])]})
        for path, told in sorted(document["paths"].items())
        if path.endswith(".json")
    ]


def _schema_of(operation: dict[str, Any]) -> str:
    reference = str(operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"])
    return reference.rpartition("/")[2]


def _records(path: str, told: dict[str, Any]) -> str:
    columns = told["schema"]["properties"]["rows"]["items"]["properties"]
    asked = [
        (code(each["name"]), each["description"]) for each in told["parameters"] if each["in"] == "query"
    ]
    described = [(code(name), each["description"]) for name, each in columns.items()]
    return "\n".join(
        [
            f"## {told['summary']}\n\n{code(path)}: {told['description']}\n",
            table(("column", "meaning"), described),
            table(("parameter", "meaning"), asked) if asked else "",
        ]
    )


def wiki_metrics() -> str:
    return page(
        "Metrics of wikis",
        "What `thriving history measure` counts from a lake, each by the definition that somebody published.",
        *map(_wiki_metric, metrics.registered().values()),
    )


def _wiki_metric(metric: metrics.Metric) -> str:
    parameters = [f"{code(name)} (default: {default})" for name, default in metric.parameters.items()]
    rows = [
        ("unit", metric.unit),
        ("a row is", metric.grain.value),
        ("source", metric.source),
        ("needs", ", ".join(map(code, (*metric.needs, *metric.wikis)))),
        ("parameters", ", ".join(parameters) or "none"),
        ("sums over wikis", "yes" if metric.is_additive else "no"),
        ("limits", metric.limits or "none"),
    ]
    return f"## {metric.title}\n\n{code(metric.name)}: {metric.definition}\n\n{table(('', ''), rows)}"


def page(title: str, introduction: str, *sections: str) -> str:
    nothing = "" if sections else "\nThere are none yet.\n"
    return "\n".join([f"# {title}\n\n{introduction}\n{nothing}", *sections])


def table(header: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(cell(each) for each in line)} |\n" for line in lines)


def cell(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")


def code(value: object) -> str:
    return f"`{value}`"


def protocols() -> str:
    from thriving.safety.protocols.declarations import protocols as declared  # noqa: PLC0415 -- the same

    return page(
        "Protocols",
        "How people are protected: each protocol with its steps, its questions, who acts, and by when.",
        *(_protocol(each) for each in declared.values()),
    )


def _protocol(told: Any) -> str:
    course = [(str(state), ", ".join(map(str, following)) or "—") for state, following in told.course]
    clocks = [(code(each.key), str(each.title), str(each.within or each.depends)) for each in told.clocks]
    return "\n\n".join(
        [
            f"## {told.title}",
            str(told.meaning),
            table(("state", "what can follow"), course),
            "Who acts: " + ", ".join(code(each) for each in told.roles) + ".",
            table(("clock", "what", "within"), clocks),
        ]
    )


PAGES: dict[str, Callable[[], str]] = {
    "settings": settings,
    "commands": commands,
    "measures": measures,
    "facts": facts,
    "rules": rules,
    "gates": gates,
    "lifecycles": lifecycles,
    "protocols": protocols,
    "jobs": jobs,
    "pages": pages,
    "wiki-metrics": wiki_metrics,
}
