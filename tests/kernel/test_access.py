from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from thriving.kernel import access


def test_placeholder_rules(cast):
    with access._rules.temporarily("see_it", access.role("evaluator")):
        assert access.holds(cast.evaluator, "see_it")
        with pytest.raises(PermissionDenied, match="see_it"):
            access.require_holds(cast.visitor, "see_it")
