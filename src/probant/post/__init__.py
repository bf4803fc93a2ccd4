"""Mail, background work, calendars: what leaves the house, and what is done later."""
