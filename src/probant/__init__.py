"""Probant: every figure carries its proof."""
