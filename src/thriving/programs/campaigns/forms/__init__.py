"""What is typed of campaigns, places, pieces, contributions and boxes."""
