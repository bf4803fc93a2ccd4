"""What the DLA's report is made of: its reader, its figures, its missions."""
