"""What people come to Probant for, in a real browser, over the demonstration year."""
