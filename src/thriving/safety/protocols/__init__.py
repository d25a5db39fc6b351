"""Protocols by which people are protected: each one readable declaration, and what several of them need."""
