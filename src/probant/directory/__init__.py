"""Who and where: organisations, houses, cards, people, positions, territories."""
