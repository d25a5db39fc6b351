"""What happens in the sample year, a file for each of the plan's four priorities and one for what leads say of it."""
