"""Public pages: what anybody may ask and read without an account."""
