"""Archives of generated pages on disk, for import benchmarks and for tests that kill an import."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from articles.parser.types import Folio
from tests.generator.furniture import random_folio
from tests.generator.page import generate_page
from tests.generator.style import random_style

FIRST_ISSUE = date(1996, 1, 1)


def write_archive(folder: Path, pages: int, seed: int) -> list[Path]:
    """Write that many pages of one paper as ``YYYY-MM-DD/NN.txt``, 4–8 pages a day from 1996 on; return their paths."""
    rng = random.Random(seed)
    paths = []
    for folio in _folios(pages, rng):
        day = folder / f"{folio.date}"
        day.mkdir(parents=True, exist_ok=True)
        path = day / f"{folio.page:02}.txt"
        page = generate_page(rng.getrandbits(32), style=random_style(rng), folio=folio)
        path.write_text(page.text, encoding="utf-8", newline="")
        paths.append(path)
    return paths


def _folios(pages: int, rng: random.Random) -> Iterator[Folio]:
    paper, printed, page, last = random_folio(rng), FIRST_ISSUE, 0, rng.randint(4, 8)
    for _ in range(pages):
        if page == last:
            printed, page, last = printed + timedelta(days=1), 0, rng.randint(4, 8)
        page += 1
        yield replace(paper, date=printed, page=page)
