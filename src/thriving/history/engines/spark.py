"""Spark, on this machine or on a cluster: for a lake that one machine cannot hold. It needs Java 17.

Where it runs is said by the environment: ``THRIVING_SPARK_MASTER`` (yarn, or spark://host:7077; this machine
if not given) and ``THRIVING_SPARK_OPTIONS`` (as "spark.executor.instances=8 spark.executor.cores=4").
One process has one Spark: it starts with the first question, by the settings of then, and stays.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
from ibis.expr.operations import InMemoryTable

from thriving.history.engines.engine import DEFAULT_MEMORY, Expression, Kept
from thriving.history.failures import HistoryError
from thriving.history.storage import scheme_of

MASTER, OPTIONS = "THRIVING_SPARK_MASTER", "THRIVING_SPARK_OPTIONS"
THIS_MACHINE = "local[*]"

_A_MASTER = re.compile(r"yarn|local(-cluster)?(\[[\w*, ]+\])?|(spark|k8s|mesos)://\S+")
_OF_S3 = ("s3", "s3a")
_NO_CONNECTOR = re.compile(r"No FileSystem for scheme|Class \S*FileSystem\S* not found")

Session = Any  # a SparkSession: pyspark may not be installed
_LOGGING = Path(__file__).with_name("log4j2.properties")
_ALWAYS = {
    "spark.sql.session.timeZone": "UTC",
    # Folders say aawiki and 2020, and the year is a word, as it is for DuckDB.
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    # Between a lake's folder and those that say wiki_db=aawiki stand those of its source files.
    "spark.sql.files.ignoreInvalidPartitionPaths": "true",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.defaultJavaOptions": f"-Dlog4j2.configurationFile={_LOGGING.as_uri()}",
}
# On one machine nobody else has to reach it, and 200 parts of a small answer are 200 tasks.
_ON_THIS_MACHINE = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1)),
}


class Spark:
    """A session of its own, whose names nobody else sees."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._backend = ibis.pyspark.from_connection(session)
        self._kept = Kept(self._computed, self._query)
        self._brought: set[str] = set()

    def read(self, files: Sequence[str], name: str, schema: pa.Schema) -> Expression:
        if any(sign in file for file in files for sign in "[?"):
            raise HistoryError(
                f"Spark takes brackets and question marks for patterns, and {files[0]} has some. "
                "Move the lake into a folder without."
            )
        with _in_a_sentence(f"read {files[0]}", self._how_to_reach(files[0])):
            table_of(self._session, files, schema).createOrReplaceTempView(name)
        return self._backend.table(name)

    def rows(self, expression: Expression) -> pa.Table:
        with _in_a_sentence("answer"):
            rows = self._asked(expression).toArrow()
        return rows.cast(expression.schema().to_pyarrow())

    def keep(self, expression: Expression, name: str) -> Expression:
        return self._kept.table(expression, name)

    def sql(self, expression: Expression) -> str:
        return self._kept.sql(expression)

    def forget(self) -> None:
        self._session.catalog.clearCache()

    def _how_to_reach(self, address: str) -> str:
        """For Hadoop's connectors are not in Spark's package, and one of another version does not load."""
        if scheme_of(address) not in _OF_S3:
            return ""
        version = self._session._jvm.org.apache.hadoop.util.VersionInfo.getVersion()  # noqa: SLF001 -- no other way
        return (
            f'Spark reads S3 as s3a://, with a connector that is added before it starts: {OPTIONS}="'
            f'spark.jars.packages=org.apache.hadoop:hadoop-aws:{version}" fetches it from Maven. '
            "--engine duckdb needs none."
        )

    def _computed(self, expression: Expression, name: str) -> Expression:
        """Computed by the first who asks; what memory cannot hold of it goes to disk."""
        self._asked(expression).createOrReplaceTempView(name)
        self._session.catalog.cacheTable(name)
        return self._backend.table(name)

    def _asked(self, expression: Expression) -> Any:
        """Not by Ibis, which brings tables and answers by way of pandas, where null becomes NaN."""
        for table in expression.op().find(InMemoryTable):
            self._bring(table)
        return self._session.sql(self._backend.compile(expression))

    def _bring(self, table: InMemoryTable) -> None:
        if table.name not in self._brought:
            rows = table.data.to_pyarrow(table.schema)
            brought = self._session.createDataFrame(rows, schema=_spark_schema(rows.schema))
            brought.createOrReplaceTempView(table.name)
            self._brought.add(table.name)

    def _query(self, expression: Expression) -> str:
        return str(self._backend.compile(expression, pretty=True))


@contextmanager
def opened(*, memory: str = DEFAULT_MEMORY, spill: Path | None = None) -> Iterator[Spark]:
    """``memory`` is what this process's Spark has, and each worker; ``spill`` is a folder here."""
    engine = Spark(started(memory, spill).newSession())
    try:
        yield engine
    finally:
        engine.forget()


def started(memory: str, spill: Path | None) -> Session:
    session_of = _spark().SparkSession
    if running := session_of.getActiveSession():
        return running
    builder = session_of.builder.appName("thriving").master(_master(os.environ))
    for key, value in settings(os.environ, memory, spill).items():
        builder = builder.config(key, value)
    with _in_a_sentence("start"):
        return builder.getOrCreate()


@contextmanager
def _in_a_sentence(what: str, unreached: str = "") -> Iterator[None]:
    """Of the pages that Java says, the first line; the rest stays behind it for who asks.

    ``unreached``: what to do where there is nothing to reach the storage with.
    """
    from py4j.protocol import Py4JError  # noqa: PLC0415 -- optional, as Spark is
    from pyspark.errors import PySparkException  # noqa: PLC0415 -- the same

    try:
        yield
    except (Py4JError, PySparkException) as refusal:
        said = str(getattr(refusal, "java_exception", None) or refusal).splitlines()[0]
        advice = unreached if unreached and _NO_CONNECTOR.search(said) else ""
        raise HistoryError(f"Spark could not {what}: {said}{advice and f'. {advice}'}") from refusal


def settings(environment: Mapping[str, str], memory: str, spill: Path | None) -> dict[str, str]:
    """What Spark starts with; whoever runs it has the last word, by ``THRIVING_SPARK_OPTIONS``."""
    master = _master(environment)
    of_memory = {f"spark.{who}.memory": memory.removesuffix("B") for who in ("driver", "executor")}
    return {
        **_ALWAYS,
        **(_ON_THIS_MACHINE if master.startswith("local") else {}),
        **of_memory,
        **({"spark.local.dir": str(spill)} if spill else {}),
        **dict(_option(written) for written in environment.get(OPTIONS, "").split()),
    }


def _master(environment: Mapping[str, str]) -> str:
    written = environment.get(MASTER) or THIS_MACHINE
    if not _A_MASTER.fullmatch(written):
        raise HistoryError(
            f"{MASTER} is “{written}”, which is no place where Spark runs: write yarn, spark://host:7077, "
            "k8s://https://host:port, or nothing for this machine."
        )
    return written


def _option(written: str) -> tuple[str, str]:
    name, separator, value = written.partition("=")
    if not separator:
        raise HistoryError(f"{OPTIONS} has “{written}”, which is not of the form name=value.")
    return name, value


def _spark() -> Any:
    try:
        import pyspark.sql  # noqa: PLC0415 -- optional, and slow to import
    except ImportError:
        raise HistoryError(
            'Spark is not installed. To install it: pip install "thriving[spark]"; or take --engine duckdb.'
        ) from None
    if not has_java():
        raise HistoryError(
            "Spark needs Java 17, and there is no java here. On Debian: apt install openjdk-17-jre-headless; "
            "or take --engine duckdb."
        )
    return pyspark.sql


def table_of(session: Session, files: Sequence[str], schema: pa.Schema) -> Any:
    """Spark's own; a column that a file lacks is null."""
    reader = session.read.schema(_spark_schema(schema))
    return reader.option("basePath", _base(files)).parquet(*files)


def has_java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return bool(shutil.which("java") or (home and (Path(home) / "bin" / "java").exists()))


def _base(files: Sequence[str]) -> str:
    """The folder, or its address, below which folders say something of the rows of all these files."""
    folders = zip(*(file.split("/")[:-1] for file in files), strict=False)
    return "/".join(names[0] for names in takewhile(_is_plain, folders))


def _is_plain(names: Sequence[str]) -> bool:
    return len(set(names)) == 1 and not {"*", "="} & set(names[0])


def _spark_schema(schema: pa.Schema) -> Any:
    from ibis.backends.pyspark.datatypes import PySparkSchema  # noqa: PLC0415 -- needs pyspark

    return PySparkSchema.from_ibis(ibis.schema(schema))
