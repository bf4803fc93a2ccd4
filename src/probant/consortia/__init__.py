"""Collectives: figures of several houses together, each thing counted once, each its own."""
