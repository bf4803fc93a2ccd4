"""One file per scenario; each declares `SCENARIO`."""
