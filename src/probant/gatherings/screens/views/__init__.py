"""Pages of gatherings, one file per noun."""
