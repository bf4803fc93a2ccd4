"""One file per command: `NAME`, `HELP`, `NEEDS_DJANGO`, `configure(parser)`, `run(options)`."""
