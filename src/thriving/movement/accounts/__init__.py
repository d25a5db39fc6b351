"""Signing in and staying signed in: attempts, browsers, sessions."""
