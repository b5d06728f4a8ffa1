"""Raw text of a newspaper page in, drafts of its articles out: pure Python, no disk, no clock, no database."""

from articles.parser.pipeline import parse_page
from articles.parser.profile import DEFAULT, Profile

__all__ = ["DEFAULT", "Profile", "parse_page"]
