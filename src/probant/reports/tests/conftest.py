"""The demonstration year, played once for every test of this room."""

from probant.demo.tests.played import demonstration

__all__ = ["demonstration"]
