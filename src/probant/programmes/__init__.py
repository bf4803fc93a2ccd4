"""What a house offers: programmes and their phases, kinds of session, actions and their scope."""
