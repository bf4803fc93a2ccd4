"""What is read of engagement, one module a subject."""
