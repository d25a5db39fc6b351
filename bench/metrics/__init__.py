"""What the metrics cost, beside other ways to the same numbers."""
