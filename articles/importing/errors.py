"""What makes a file fail."""


class FileError(Exception):
    """The file cannot be imported; the message tells its user why, and what to do."""
