"""Where pictures come from: `open_source` gives frames with their true times, from a file or from a camera."""
