"""The financial report of a convention and the minutes of its committee, piece by piece."""
