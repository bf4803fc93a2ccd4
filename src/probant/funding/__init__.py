"""Conventions, action sheets, budgets, awards, payments and what is due."""
