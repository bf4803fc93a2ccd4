"""The parts of the network's yearly report."""
