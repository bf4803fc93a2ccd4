"""Synthetic houses: thousands of structures, people and facts, by bulk paths that keep every rule.

Everything is drawn from one seed: the same size gives the same rows, day after day.
"""
