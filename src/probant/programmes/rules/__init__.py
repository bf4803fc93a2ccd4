"""Pure rules of programmes: decimal quantities, the path of a case, what a version changes."""

from probant.programmes.rules.quantities import read_hundredths, write_hundredths

__all__ = ["read_hundredths", "write_hundredths"]
