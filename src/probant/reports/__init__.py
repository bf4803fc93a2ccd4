"""Reports: what is printed from figures, and the writers of PDF and spreadsheets."""
