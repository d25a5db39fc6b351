"""The pages of capacities."""
