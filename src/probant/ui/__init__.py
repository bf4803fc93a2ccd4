"""Pages, tables, charts and the other pieces that every room's screens are made of."""
