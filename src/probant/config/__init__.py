"""Configuration: settings, URLs, system checks and the command line. The only room that sees all others."""
