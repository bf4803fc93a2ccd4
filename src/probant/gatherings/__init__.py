"""Events, sessions and who came."""
