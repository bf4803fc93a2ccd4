"""What screens ask of support, one file per question."""
