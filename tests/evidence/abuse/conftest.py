from tests.evidence.tables.conftest import asked, by_region, first

__all__ = ["asked", "by_region", "first"]
