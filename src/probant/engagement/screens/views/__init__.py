"""The pages of engagement, one module a subject."""
