"""The open-data files of French authorities (SCDL): their columns, their checks, their mending.

Pure: rooms that keep grants and deliberations write such files, others read them back.
"""
