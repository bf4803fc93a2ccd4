"""Rules that turn a draft into findings: pure, values in, findings out.

An error is said only where two things of the text contradict each other; what the text leaves
out, or explains, is not one.
"""
