"""Screens of programmes, and the one way in which the rooms above answer a form."""
