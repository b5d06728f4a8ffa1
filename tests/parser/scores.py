"""The sample pages and their scorer, which lie beside the project and are not part of it."""

import functools
import importlib.util
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from articles.parser import parse_page
from articles.parser.report import page_values

SHARED = Path(os.environ.get("NEWSROOM_SHARED", Path(__file__).parents[2].parent / "shared"))
FOLDERS = ("seed", "county", "central")


@dataclass(frozen=True)
class Page:
    """A sample page: its name, its raw text, and its gold file's text."""

    name: str
    text: str
    gold: str


@functools.cache
def pages_of(folder: str) -> tuple[Page, ...]:
    """The pages of a folder, in the order of their names."""
    found = sorted((SHARED / "pages" / folder).glob("*.gold.json"))
    names = [path.name.removesuffix(".gold.json") for path in found]
    texts = [path.with_name(f"{name}.txt").read_text(encoding="utf-8") for path, name in zip(found, names, strict=True)]
    return tuple(
        Page(name, text, path.read_text(encoding="utf-8")) for path, name, text in zip(found, names, texts, strict=True)
    )


@functools.cache
def load_scorer() -> ModuleType:
    """The scorer as a module."""
    path = SHARED / "bench" / "score_pages.py"
    spec = importlib.util.spec_from_file_location("score_pages", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score_pages(pages: Sequence[Page]) -> dict[str, float]:
    """The shares of the pages together."""
    scorer = load_scorer()
    totals: dict[str, int] = {"pages": len(pages)}
    for page in pages:
        result = scorer.score_page(
            page.text, scorer.json.loads(page.gold), page_values(page.name, parse_page(page.text))
        )
        for key, value in result.items():
            totals[key] = totals.get(key, 0) + value
    shares: dict[str, float] = scorer.shares(totals)
    return shares
