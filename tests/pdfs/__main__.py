"""Pages of fictional stories with their truth: ``python -m tests.pdfs TOOL FOLDER [--count 30] [--seed 1]``."""

import argparse
from pathlib import Path

from tests.pdfs import chromium, grid, latex, office, typst_page
from tests.pdfs.newspaper import page_html
from tests.pdfs.plan import random_plan, write_gold

TOOLS = {"latex": latex.print_pdfs, "office": office.print_pdfs, "typst": typst_page.print_pdfs}


def main() -> None:
    """Print the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tool", choices=["chromium", "grid", *TOOLS])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    seeds = range(chosen.seed, chosen.seed + chosen.count)
    if chosen.tool == "grid":
        grid.print_pdfs(chosen.folder, seeds)
        return
    pictured = chosen.tool != "office"
    plans = [(chosen.folder / f"{seed}.pdf", random_plan(seed, pictured=pictured)) for seed in seeds]
    if chosen.tool == "chromium":
        chromium.print_pdfs((path, page_html(plan)) for path, plan in plans)
    else:
        TOOLS[chosen.tool](plans)
    for path, plan in plans:
        write_gold(plan.gold, path)


if __name__ == "__main__":
    main()
