"""What is done about crises, each a verb."""
