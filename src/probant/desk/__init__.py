"""The home of each role, the search box and what is due."""
