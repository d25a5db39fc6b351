"""The plan that comes with the product."""

from __future__ import annotations

from importlib.resources import files

SHIPPED = files("thriving.plan") / "data" / "thriving-movement-2019.toml"


def shipped() -> str:
    return SHIPPED.read_text(encoding="utf-8")
