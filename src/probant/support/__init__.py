"""Support of structures and projects: cases, phases reached, missions, follow-ups, jobs."""
