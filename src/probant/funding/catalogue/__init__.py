"""Data of funding that law or practice set, as TOML."""
