"""Tables with a header that people bring themselves: CSV, TSV, JSON lines, Parquet."""
