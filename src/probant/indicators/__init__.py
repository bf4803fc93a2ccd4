"""Figures: the catalogue, the engine, and the claims that documents make."""
