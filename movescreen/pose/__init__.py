"""The position of the body in a picture."""
