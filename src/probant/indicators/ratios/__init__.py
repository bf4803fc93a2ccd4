"""Rates and means, one file each: two figures of the catalogue, one over the other."""
