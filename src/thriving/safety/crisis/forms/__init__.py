"""What is typed of a crisis."""
