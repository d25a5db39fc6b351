"""How a plan stands: what it asks of evidence, the answers judged, and put together up to the whole."""
