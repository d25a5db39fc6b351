"""What is claimed about speed, measured side by side with what one would use instead, in one run."""
