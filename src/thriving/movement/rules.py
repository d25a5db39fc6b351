from __future__ import annotations

from thriving.kernel.access import declare, role

declare(
    welcome_people=role("operator"),
    grant_role=role("operator"),
    close_account=role("operator"),
)
