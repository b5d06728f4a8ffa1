"""The page desk."""
