"""Newspaper pages made up from a seed, with the truth known: fictional text, set and extracted in many manners."""

from tests.generator.archive import write_archive
from tests.generator.page import GeneratedPage, generate_page
from tests.generator.style import Style, random_style

__all__ = ["GeneratedPage", "Style", "generate_page", "random_style", "write_archive"]
