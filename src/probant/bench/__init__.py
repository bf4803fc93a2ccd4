"""Synthetic data of a size, and what the product takes over HTTP to answer with it."""
