"""Where the body is in a picture."""
