"""What can be imported, one file a kind; each exposes `KIND`."""
