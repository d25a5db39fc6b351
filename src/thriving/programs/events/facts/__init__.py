"""What events leave in the ledger."""
