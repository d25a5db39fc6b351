"""Changes that no test could notice, each with the reason: they change nothing that anybody could see.

They count as not noticed all the same. Named by file, by what stands in its line, and by what was done there:
a line that is written anew is judged anew.
"""

from __future__ import annotations

from turning import ROOT, Mutant

_HOW_IT_IS_ASKED = "“broad” says how the same records are asked for, not which"
_AGREEMENTS, _PAYMENTS, _REPORTS = (
    f"src/thriving/grants/{each}/rules.py" for each in ("agreements", "payments", "reports")
)

REASONS = {
    (path, line, f"it says {now}"): _HOW_IT_IS_ASKED
    for path, line, now in (
        (
            _AGREEMENTS,
            'def through(scope: Scope, path: str = "proposal", *, broad: bool = False) -> Scope:',
            True,
        ),
        (_AGREEMENTS, "open_grants = through(open_to, broad=True)", False),
        (_AGREEMENTS, "_not_theirs = through(not_their_own, broad=True) & open_grants", False),
        (_PAYMENTS, "def _of_agreements(scope: Scope, path: str, *, broad: bool = True) -> Scope:", False),
        (_PAYMENTS, "_their_payment = _of_agreements(theirs, _AGREEMENT, broad=False)", True),
        (_PAYMENTS, "_others = through(not_their_own, broad=True)", False),
        (_REPORTS, "_open = through(open_to, _PROPOSAL, broad=True)", False),
        (
            _REPORTS,
            "_officers = role(GRANTS_OFFICER) & through(not_their_own, _PROPOSAL, broad=True) & _open",
            False,
        ),
        (
            _REPORTS,
            "see_report=_at_work | (_in(ACCEPTED) & through(public, _PROPOSAL, broad=True) & _open),",
            False,
        ),
    )
}
REASONS[
    "src/thriving/safety/event_risk/rules/stakeholders.py",
    "judges = _is_known(person) and not roles_of(person).isdisjoint({RISK_OFFICER, RISK_AUTHORITY})",
    "And became Or",
] = "each rule asks for the role beside it, and who is not known has none: less is looked up, that is all"
REASONS[
    "src/thriving/kernel/gate.py",
    "_checks: dict[str, Check] = field(default_factory=dict, repr=False)",
    "it says True",
] = "only what is printed of a gate to whoever develops it"


def changes_nothing(mutant: Mutant) -> str:
    """The reason, or nothing."""
    return REASONS.get(named(mutant), "")


def named(mutant: Mutant) -> tuple[str, str, str]:
    line = (ROOT / mutant.path).read_text().splitlines()[mutant.line - 1].strip()
    return mutant.path, line, mutant.change
