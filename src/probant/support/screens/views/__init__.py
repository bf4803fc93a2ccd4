"""Pages of support, one file per noun."""
