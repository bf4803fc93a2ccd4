"""Who may sign in, for which organisation, in which role; builds `request.actor`."""
