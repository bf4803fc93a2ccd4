"""What is decided without the database, one module a subject."""
