"""Partners, what was spoken with them, and agreements that rest on findings of research."""
