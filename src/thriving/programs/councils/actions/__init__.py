"""What those who run councils, and those who sit on them, do: each a verb."""
