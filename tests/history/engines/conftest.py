from __future__ import annotations

import importlib.util
from collections.abc import Iterator

import pytest

from thriving.history.engines import spark

# A small Spark: on questions of a few rows, making its plans fast costs more than the slow ones do.
_SMALL = (
    "spark.sql.adaptive.enabled=false spark.sql.codegen.factoryMode=NO_CODEGEN "
    "spark.sql.codegen.wholeStage=false spark.sql.shuffle.partitions=1 "
    "spark.driver.extraJavaOptions=-XX:TieredStopAtLevel=1"
)


@pytest.fixture(scope="session")
def with_spark() -> Iterator[None]:
    """One Spark for all tests of this process, by the settings that it would have from the environment."""
    if not importlib.util.find_spec("pyspark"):
        pytest.skip("pyspark is not installed")
    if not spark.has_java():
        pytest.skip("there is no Java, which Spark needs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(spark.MASTER, "local[1]")
        patch.setenv(spark.OPTIONS, _SMALL)
        yield
