"""What those who answer crises read, and what everybody does."""
