"""What runs the queries: embedded in this process, or a cluster."""
