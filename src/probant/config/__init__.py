"""Configuration: settings, URLs, checks and the command line; the only room that sees all."""
