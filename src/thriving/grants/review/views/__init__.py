"""Pages of committees, and of proposals as a committee reads them."""
