"""The work that serves a plan: each package one sort of it, with the facts that it leaves."""
