"""Views of the post."""
