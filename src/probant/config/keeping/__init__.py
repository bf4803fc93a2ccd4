"""Keeping what was entrusted: whole backups, restoring them, and checks of integrity."""
