"""Volunteers and staff: hours given and time spent."""
