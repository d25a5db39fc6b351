"""Everybody reads the weights; who leads a program or evaluates may replace them."""

from __future__ import annotations

from thriving.kernel.access import declare, role

declare(weigh_matches=role("program_lead") | role("evaluator"))
