"""What protects people and money, and for each file the tests that answer for it: see `mutants`."""

from __future__ import annotations

PATIENCE = 300  # seconds of a processor for the tests of one file
BUSY = 4  # times as long they may take where the processors have other work

PROTECTING = {
    "src/thriving/kernel/access.py": "tests/kernel/test_access.py",
    "src/thriving/kernel/diary.py": "tests/kernel/test_diary.py",
    "src/thriving/kernel/gate.py": "tests/kernel/test_gate.py",
    "src/thriving/kernel/lifecycle.py": "tests/kernel/test_lifecycle.py",
    "src/thriving/kernel/archives.py": "tests/kernel/test_archives.py",
    "src/thriving/kernel/files/kinds.py": "tests/kernel/files",
    "src/thriving/kernel/files/store.py": "tests/kernel/files",
    "src/thriving/kernel/outbox.py": "tests/kernel/test_outbox.py",
    "src/thriving/kernel/schedule.py": "tests/kernel/test_schedule.py",
    "src/thriving/kernel/sealed.py": "tests/kernel/test_sealed.py",
    "src/thriving/kernel/money.py": "tests/kernel/test_money.py",
    "src/thriving/safety/protocols/contacts.py": "tests/safety/protocols/test_contacts.py",
    "src/thriving/safety/protocols/naming.py": "tests/safety/protocols/test_naming.py",
    "src/thriving/kernel/tables/writing.py": "tests/kernel/tables",
    "src/thriving/movement/typed.py": "tests/movement/test_doors.py",
    "src/thriving/movement/doors.py": (
        "tests/movement/test_doors.py tests/movement/test_fresh_proof.py tests/movement/test_sign_in.py "
        "tests/movement/test_second_step.py tests/movement/test_people.py tests/movement/views"
    ),
    "src/thriving/movement/rules/people.py": (
        "tests/movement/test_rules.py tests/movement/test_people.py tests/movement/test_roles.py"
    ),
    "src/thriving/movement/rules/groups.py": (
        "tests/movement/test_rules.py tests/movement/groups "
        "tests/movement/abuse/test_01_affiliates_of_others.py "
        "tests/movement/abuse/test_02_hidden_groups_in_lists.py "
        "tests/movement/abuse/test_06_across_affiliates.py"
    ),
    "src/thriving/movement/actions/roles.py": (
        "tests/movement/test_roles.py tests/movement/views/test_roles.py "
        "tests/movement/abuse/test_08_roles_for_oneself.py"
    ),
    "src/thriving/movement/accounts/attempts.py": (
        "tests/movement/accounts tests/movement/abuse/test_34_brute_force.py"
    ),
    "src/thriving/movement/accounts/second_step.py": (
        "tests/movement/test_second_step.py tests/movement/abuse/test_36_second_factor_bypass.py"
    ),
    "src/thriving/movement/accounts/sessions.py": (
        "tests/movement/test_sign_in.py tests/movement/test_second_step.py "
        "tests/movement/abuse/test_28_sessions.py"
    ),
    "src/thriving/movement/personal/forgetting.py": (
        "tests/whole/test_leaving.py tests/movement/abuse/test_52_a_restore_brings_nobody_back.py "
        "tests/movement/abuse/test_53_forgetting_as_a_cover.py"
    ),
    "src/thriving/evidence/withholding.py": "tests/evidence/test_withholding.py",
    "src/thriving/evidence/measures/checks.py": (
        "tests/evidence/measures/test_definitions.py tests/evidence/measures/test_people_in_definitions.py"
    ),
    "src/thriving/evidence/queries.py": "tests/evidence/test_queries.py tests/evidence/test_releases.py",
    "src/thriving/evidence/asked.py": "tests/evidence/test_queries.py",
    "src/thriving/evidence/sources.py": "tests/evidence/test_sources.py tests/evidence/test_releases.py",
    "src/thriving/evidence/releases.py": "tests/evidence/test_releases.py",
    "src/thriving/plan/judgment/status.py": "tests/plan/judgment/test_status.py",
    "src/thriving/plan/judgment/progress.py": "tests/plan/judgment/test_progress.py",
    "src/thriving/plan/judgment/forecast.py": "tests/plan/judgment/test_forecast.py",
    "src/thriving/web/backup/restoring.py": "tests/web/test_backup.py",
    "src/thriving/web/backup/verifying.py": "tests/web/test_backup.py",
    "src/thriving/web/checks.py": "tests/web/test_checks.py",
    "src/thriving/web/middleware.py": "tests/web/test_middleware.py tests/web/test_busy.py",
}
PROTECTING |= {
    f"src/thriving/safety/event_risk/{path}.py": " ".join(
        f"tests/safety/event_risk/test_{each}.py" for each in tests.split()
    )
    for path, tests in {
        "gating": "gating",
        "material": "staleness",
        "matrix": "matrix",
        "questionnaire": "triage",
        "stakeholding": "stakeholders",
        "actions/contacts": "contacts",
        "actions/holds": "holds",
        "actions/incidents": "day",
        "actions/lapsing": "staleness",
        "actions/measures": "reviewing assessing",
        "actions/naming": "assessing",
        "actions/packs": "day",
        "actions/reviewing": "reviewing",
        "actions/stakeholders": "stakeholders",
        "actions/staleness": "staleness",
        "actions/triage": "triage",
        "actions/waivers": "waivers",
        "queries/assessed": "gate contacts waivers",
        "queries/deciding": "gating",
        "queries/funding": "gating stakeholders",
        "queries/gate": "gate gating waivers contacts",
        "queries/publication": "publication",
        "queries/staleness": "staleness",
        "rules/assessments": "rules reviewing triage",
        "rules/readiness": "rules",
        "rules/sides": "sides two_people",
        "rules/stakeholders": "rules stakeholders",
    }.items()
}
PROTECTING |= {
    f"src/thriving/evidence/disclosure/{name}.py": " ".join(
        f"tests/evidence/disclosure/test_{each}.py" for each in tests.split()
    )
    for name, tests in {
        "attack": "attack",
        "bounds": "bounds attack",
        "coarsening": "coarsening",
        "dimensions": "dimensions",
        "filtered": "filtered",
        "knowledge": "attack",
        "problem": "successive linked protect",
        "protect": "successive linked protect",
        "relations": "linked successive",
        "rules": "rules",
        "search": "successive linked protect",
        "shares": "shares",
        "standing": "successive",
        "system": "linked successive",
        "tables": "tables",
    }.items()
}

PROTECTING |= {
    f"src/thriving/grants/{path}.py": " ".join(f"tests/grants/{each}" for each in tests.split())
    for path, tests in {
        "agreements/account": "agreements/test_agreements.py payments/test_gates.py payments/test_sending.py",
        "agreements/rules": (
            "agreements/test_rules.py agreements/test_agreements.py payments/test_decided_and_works.py "
            "payments/test_separation.py abuse/test_04_a_conflict_closes_the_money_too.py"
        ),
        "agreements/sealing": "agreements/test_agreements.py",
        "agreements/wording": "agreements/test_wording.py",
        "agreements/actions/signing": "agreements/test_agreements.py",
        "payments/gates": (
            "payments/test_gates.py payments/test_sending.py payments/test_decided_and_works.py"
        ),
        "payments/rules": (
            "payments/test_approving.py payments/test_holding.py payments/test_sending.py "
            "payments/test_rules.py payments/test_separation.py payments/test_settling.py "
            "abuse/test_04_a_conflict_closes_the_money_too.py"
        ),
        "payments/separation": (
            "payments/test_approving.py payments/test_sending.py payments/test_separation.py"
        ),
        "payments/statement": "payments/test_settling.py",
        "payments/actions/accounts": "payments/test_approving.py",
        "payments/actions/approving": "payments/test_approving.py",
        "payments/actions/holding": "payments/test_holding.py",
        "payments/actions/sending": "payments/test_sending.py",
        "payments/actions/settling": "payments/test_settling.py",
        "review/blind": "review/test_reviewing.py review/test_deciding.py",
        "review/rules": (
            "review/test_rules.py review/test_reviewing.py review/test_deciding.py "
            "review/test_review_pages.py"
        ),
        "review/voting": "review/test_voting.py",
        "review/actions/deciding": "review/test_deciding.py",
        "review/actions/reviewing": "review/test_reviewing.py review/test_deciding.py",
        "agreements/gates": "agreements/test_agreements.py",
        "agreements/actions/works": "agreements/test_agreements.py payments/test_decided_and_works.py",
        "payments/actions/requesting": "payments/test_approving.py payments/test_sending.py",
        "payments/actions/moving": "payments/test_moves.py payments/test_sending.py",
        "payments/actions/planning": "payments/test_gates.py payments/test_sending.py payments/test_moves.py",
        "payments/sealing": "payments/test_approving.py abuse/test_12_changed_after_approval.py",
        "payments/bank_file": "payments/test_sending.py abuse/test_19_formulas_for_the_bank.py",
        "proposals/rules": (
            "proposals/test_rules.py proposals/test_reading.py proposals/test_drafting.py "
            "proposals/test_screening.py"
        ),
        "proposals/actions/handing_in": "proposals/test_drafting.py proposals/test_at_once.py",
        "proposals/actions/drafting": "proposals/test_drafting.py",
        "proposals/actions/budget": "proposals/test_drafting.py abuse/test_13_amounts_that_are_none.py",
        "proposals/actions/screening": "proposals/test_screening.py",
        "proposals/actions/commenting": "proposals/test_reading.py",
        "proposals/actions/bringing": "proposals/test_bringing.py",
        "proposals/queries/proposals": "proposals/test_reading.py",
        "reports/gates": "reports/test_gates.py",
        "reports/rules": (
            "reports/test_rules.py reports/test_judging.py reports/test_writing.py reports/test_receipts.py"
        ),
        "reports/queries": "reports/test_gates.py reports/test_scheduling.py reports/test_balance.py",
        "reports/from_records": "reports/test_from_records.py",
        "reports/actions/judging": "reports/test_judging.py",
        "reports/actions/receipts": "reports/test_receipts.py",
        "reports/actions/scheduling": "reports/test_scheduling.py",
        "reports/actions/writing": "reports/test_writing.py",
    }.items()
}

PROTECTING |= {
    f"src/thriving/safety/conduct/{path}.py": " ".join(
        f"tests/safety/conduct/{each}.py" for each in tests.split()
    )
    for path, tests in {
        "counting": "test_counting",
        "rules": (
            "test_rules test_writing test_voting test_endorsing "
            "abuse/test_08_keepers_grant_themselves_nothing"
        ),
        "sealing": "test_endorsing test_voting test_writing",
        "actions/acknowledging": "test_acknowledging",
        "actions/endorsing": "test_endorsing",
        "actions/voting": "test_voting abuse/test_07_voters_who_left abuse/test_11_two_accounts_of_one",
        "actions/writing": "test_writing abuse/test_09_steps_skipped",
        "actions/consulting": "test_consulting",
        "queries/acknowledging": "test_acknowledging",
        "queries/voting": "test_voting",
    }.items()
}
PROTECTING |= {
    f"src/thriving/safety/crisis/{path}.py": " ".join(
        f"tests/safety/crisis/test_{each}.py" for each in tests.split()
    )
    for path, tests in {
        "clocks": "clocks",
        "criteria": "criteria deciding",
        "operating": "operating rota",
        "public": "counting",
        "rota": "rota",
        "rules": "rules deciding answering reviewing one_human pages",
        "states": "lifecycle answering reviewing",
        "actions/answering": "answering",
        "actions/clocks": "clocks pausing",
        "actions/counting": "counting",
        "actions/deciding": "deciding",
        "actions/grading": "grading",
        "actions/linking": "linking",
        "actions/preparing": "operating rota",
        "actions/reviewing": "reviewing",
    }.items()
}
