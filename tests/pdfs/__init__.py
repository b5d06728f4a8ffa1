"""Newspaper pages as PDFs for tests: fictional stories of ``tests.generator``, set by Chromium."""
