"""The habits of the house that no linter knows."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import migrations, models
from django.db.migrations import Migration
from scripts import fold_migrations

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 400  # lines; then a file becomes a folder of the same name
REQUIREMENTS = ROOT / "requirements"


def text(path: str) -> str:
    return (ROOT / path).read_text()


def names(requirements: str) -> set[str]:
    """The packages that a list names itself."""
    lines = [line.partition("#")[0].strip() for line in requirements.splitlines()]
    found = [re.match(r"[\w-]+", line) for line in lines if not line.startswith("-")]
    return {match[0].lower() for match in found if match}


def test_no_file_has_outgrown_itself() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in (ROOT / "src").rglob("*.py")
        if "migrations" not in path.parts and (count := len(path.read_text().splitlines())) > LONGEST
    }
    assert long == {}


@pytest.mark.django_db
def test_the_tables_are_what_the_models_say() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(said.getvalue())


@pytest.mark.parametrize("migration", fold_migrations.ours(), ids=lambda each: each.app_label)
def test_a_first_migration_is_folded(migration: Migration) -> None:
    assert len(fold_migrations.folded(migration.operations)) == len(migration.operations)


def test_folding_leaves_a_table_that_gets_fields_later_as_it_is() -> None:
    rule = models.CheckConstraint(condition=models.Q(number__gte=1), name="begins_with_one")
    table, field = (
        migrations.CreateModel("Call", []),
        migrations.AddField("call", "number", models.IntegerField()),
    )
    later = [table, field, migrations.AddConstraint("call", rule)]
    [only] = fold_migrations.folded([table, migrations.AddConstraint("call", rule)])
    assert isinstance(only, migrations.CreateModel)
    assert only.options["constraints"] == [rule]
    assert fold_migrations.folded(later)[1:] == later[1:]


def test_locks_name_no_address() -> None:
    assert [
        package
        for package in json.loads(text("package-lock.json"))["packages"].values()
        if "resolved" in package
    ] == []
    for path in REQUIREMENTS.glob("*.txt"):
        assert not re.search(r"https?:|--(index-url|find-links)", path.read_text()), path


@pytest.mark.parametrize("path", sorted(REQUIREMENTS.glob("*.txt")), ids=lambda path: str(path.name))
def test_every_locked_package_has_its_hashes(path: Path) -> None:
    pinned = re.findall(r"^([\w.-]+)==\S+ \\\n    --hash=sha256:", path.read_text(), re.MULTILINE)
    assert set(pinned) == {
        name.lower() for name in re.findall(r"^([\w.-]+)(?:\[.*\])?[=<>~]", path.read_text(), re.MULTILINE)
    }


def test_lists_of_packages_agree() -> None:
    declared = tomllib.loads(text("pyproject.toml"))["project"]["dependencies"]
    wanted = names(text("requirements/runtime.in"))
    assert names("\n".join(declared)) == wanted
    assert wanted <= names(text("requirements/runtime.txt")) <= names(text("requirements/development.txt"))


def test_every_package_that_running_needs_has_its_reason() -> None:
    reasons = re.findall(
        r"^\| `([\w-]+)` \| (.+) \|$", text("docs/explanation/dependencies.md"), re.MULTILINE
    )
    assert {name for name, _reason in reasons} == names(text("requirements/runtime.in"))
    assert all(reason.endswith(".") for _name, reason in reasons)


def test_every_decision_has_its_own_number() -> None:
    found = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    numbers = [path.name[:4] for path in found]
    assert len(numbers) == len(set(numbers)) > 0
    for path in found:
        assert path.read_text().startswith(f"# {int(path.name[:4])}. "), path.name


def test_nothing_that_is_made_is_kept() -> None:
    kept = subprocess.run(
        ["git", "ls-files"],  # noqa: S607 -- whichever git this machine has
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if kept.returncode:
        pytest.skip("not a git checkout")
    made = re.compile(r"\.mo$|/static/ui/built/|^var/|reference/generated|\.pyc$|node_modules")
    assert [path for path in kept.stdout.splitlines() if made.search(path)] == []


def test_links_between_pages_of_the_docs_lead_somewhere() -> None:
    missing = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text())
        if not (page.parent / target).exists() and "reference/generated" not in target
    ]
    assert missing == []
