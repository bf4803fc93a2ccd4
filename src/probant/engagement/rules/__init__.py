"""Pure rules of engagement, one module a subject: values in, values out."""

from probant.engagement.rules.durations import read_minutes, write_minutes

__all__ = ["read_minutes", "write_minutes"]
