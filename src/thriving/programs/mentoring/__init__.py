"""Mentors and newcomers: each tells what they offer or want to learn, and both agree before they meet."""
