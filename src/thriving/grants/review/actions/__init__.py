"""What is done in a review: each a verb, in one transaction, in its turn."""
