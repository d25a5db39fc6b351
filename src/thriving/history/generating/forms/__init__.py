"""The forms in which a made-up history is written; each tells the same."""
