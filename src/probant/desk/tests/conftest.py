"""What the tests of the desk ask for."""

from probant.demo.tests.played import demonstration

__all__ = ["demonstration"]
