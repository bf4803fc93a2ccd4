"""The pure kernel: values and rules that know nothing of Django nor of any room."""
