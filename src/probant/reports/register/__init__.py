"""What the register of a body gives: extracts, convocations, minutes, lists of deliberations."""
