"""What is read of gatherings, one module a subject."""
