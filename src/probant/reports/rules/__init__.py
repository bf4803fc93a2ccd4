"""Rules of reports that need no database: what a text of a publication says, and by what right."""
