"""The journal: dated facts, the one door for writing, and who did what, chained by house."""
