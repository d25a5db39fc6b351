"""The style sheets hold what pages wear, and nothing that none does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

PRODUCT = Path(__file__).resolve().parents[2] / "src/thriving"
SHEETS = PRODUCT / "ui/look"


def rules() -> set[str]:
    """Our classes that a rule is made for."""
    css = " ".join(file.read_text(encoding="utf-8") for file in SHEETS.rglob("*.css"))
    return set(re.findall(r"\.(th-[\w-]+)", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)))


def worn() -> set[str]:
    return {name for text in sources("html", "py") for name in re.findall(r"(?<![-\w./])th-[\w-]+", text)}


def sources(*kinds: str) -> Iterator[str]:
    for kind in kinds:
        for file in PRODUCT.rglob(f"*.{kind}"):
            yield file.read_text(encoding="utf-8")


def test_each_rule_is_for_something_that_a_page_wears() -> None:
    chosen_in_python = {f"th-{word}" for word in ("light", "dark")}
    tones = {name for name in rules() if name.startswith(("th-tone-", "th-series-"))}
    assert rules() - worn() - chosen_in_python - tones == set()


def test_no_template_styles_or_runs_anything_itself() -> None:
    # Passkeys and the queue at the door need a script: a file of ours, and nothing inside its element.
    ours = r"(movement/passkey|events/door)\.js"
    not_ours = rf'<script(?! src="\{{% static "{ours}" %\}}" defer></script>)'
    forbidden = re.compile(not_ours + r"|<style|\sstyle=|\son[a-z]+=\"|javascript:")
    assert [found[0] for text in sources("html") if (found := forbidden.search(text))] == []


def test_own_rules_know_no_left_and_right() -> None:
    """One source serves both directions; what is mirrored on purpose says so by its selector."""
    for file in SHEETS.rglob("*.css"):
        text = re.sub(r"\[dir=\"rtl\"\][^}]*\}", "", file.read_text(encoding="utf-8"))
        assert not re.findall(
            r"(?:margin|padding|border)-(?:left|right)|\bfloat:|text-align: (?:left|right)", text
        ), file.name
