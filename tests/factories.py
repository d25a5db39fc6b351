"""Small makers of records for tests, each with defaults that are valid."""
