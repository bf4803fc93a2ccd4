"""Publications composed of blocks: what a house keeps of each, read into what writers set."""
