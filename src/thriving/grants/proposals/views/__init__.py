"""Pages of proposals: for everybody, for those who apply, for officers."""
