"""What programs read: each public page as JSON, at its address with ``.json`` in place of the last slash."""
