"""The pages of campaigns and boxes."""
