"""The index of names of a house."""
