"""Campaigns, boxes and what came of them, as their reader may see them."""
