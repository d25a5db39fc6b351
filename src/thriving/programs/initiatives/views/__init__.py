"""The pages of initiatives and of core duties."""
