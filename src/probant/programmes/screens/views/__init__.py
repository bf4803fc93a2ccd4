"""Views of programmes: what is offered, and the versions of a programme."""
