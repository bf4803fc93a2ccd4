"""Views of the directory, one file per thing."""
