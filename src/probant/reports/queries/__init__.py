"""Reading publications: their blocks, what contradicts them, their editions."""
