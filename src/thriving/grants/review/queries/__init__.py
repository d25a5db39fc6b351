"""What pages and actions ask of reviews, each for its reader."""
