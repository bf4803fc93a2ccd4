"""What the tests of figures ask for."""

from probant.demo.tests.played import demonstration

__all__ = ["demonstration"]
