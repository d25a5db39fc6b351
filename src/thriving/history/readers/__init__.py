"""From the files that others publish to typed rows, each reader exact about its format."""
