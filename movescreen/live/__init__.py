"""Live: a coach, a laptop, a webcam. A camera's frames become a record while the person moves."""
