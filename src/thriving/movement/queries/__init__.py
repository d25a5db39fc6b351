"""What is read of people and places, each knowing its reader."""
