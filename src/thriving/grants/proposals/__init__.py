"""Proposals: drafted by those who apply, screened by an officer, read and commented by everybody."""
