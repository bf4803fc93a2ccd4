"""Models of publications: one file a model, discovered; adding one touches nothing else."""
