"""Tags and filters of the reading pages."""
