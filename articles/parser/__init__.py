"""Raw text of a newspaper page in, drafts of its articles out: pure Python, no disk, no clock, no database.

The pipeline is imported when it is first asked for: the child process that reads a PDF needs none of it, and its
patterns take longer to compile than a page takes to read.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from articles.parser.pipeline import parse_page
    from articles.parser.profile import DEFAULT, Profile

__all__ = ["DEFAULT", "Profile", "parse_page"]
HOMES = {
    "parse_page": "articles.parser.pipeline",
    "DEFAULT": "articles.parser.profile",
    "Profile": "articles.parser.profile",
}


def __getattr__(name: str) -> Any:
    """A name of ``__all__`` from its module."""
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(HOMES[name]), name)
