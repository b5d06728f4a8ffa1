"""What an import costs: ``python -m tests.bench.import_bench``, on SQLite or on what DATABASE_URL names.

Whole processes on databases of their own, over generated pages: one worker and two, a second run over the same files, the
writing beside a bare ``bulk_create`` of the same rows, and growth. All ratios are of one run; on a machine that others use
too, processor time tells more than the clock (on PostgreSQL it leaves out the server's).
"""

import json
import os
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.generator import write_archive
from tests.importing.office import Office, an_office

PAGES = int(os.environ.get("NEWSROOM_BENCH_PAGES", "2000"))
GROWTH = (PAGES // 10, PAGES, 4 * PAGES)


def child(office: Office, *arguments: str) -> dict[str, Any]:
    """What ``import_child`` says, run in the office."""
    command = [sys.executable, "-m", "tests.bench.import_child", *arguments]
    done = subprocess.run(command, env=office.environment, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def told(words: str, run: dict[str, Any]) -> None:
    """A line on a run."""
    rates = f"{run['pages'] / run['seconds']:8.1f} pages/s {run['articles'] / run['seconds']:8.1f} articles/s"
    print(f"{words:22}{run['seconds']:8.2f} s {rates} {run['memory']:6} MB", flush=True)


def main() -> None:
    """Print all figures for one kind of database."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = folder / "pages"
        write_archive(archive, GROWTH[-1], seed=PAGES)
        grown = []
        for at, pages in enumerate(GROWTH):
            with an_office(folder, f"grown{at}") as office:
                grown.append(child(office, str(archive), f"{pages}", "1"))
                if pages == PAGES:
                    again = child(office, str(archive), f"{pages}", "1")
                    rows = child(office, "bare")
                    with an_office(folder, "two") as other:
                        two = child(other, str(archive), f"{pages}", "2")
        one = grown[GROWTH.index(PAGES)]
    report(one, two, again, rows, grown)


def report(one: dict[str, Any], two: dict[str, Any], again: dict[str, Any], rows: dict[str, Any], grown: Any) -> None:
    """The lines and ratios."""
    print(f"\nimport of {one['pages']} pages, {os.environ.get('DATABASE_URL', 'sqlite').partition(':')[0]}")
    told("1 worker", one)
    told("2 workers", two)
    told("1 worker, unchanged", again)
    share = {name: one[name] / one["seconds"] for name in ("reading", "writing")}
    print(f"1 worker: reading and parsing {share['reading']:.0%}, writing {share['writing']:.0%}")
    print(f"2 workers over 1: {one['seconds'] / two['seconds']:.2f} x (at least 1.6)")
    print(f"second run over first: {one['seconds'] / again['seconds']:.0f} x (at least 20)")
    print(
        f"bare bulk_create of its {rows['rows']} rows: our writing {one['writing']:.2f} s (at least 0.5 of its speed)"
    )
    for words, name in (("a model at a time", "seconds"), ("a page a transaction", "paged")):
        print(f"  {words}: {rows[name]:.2f} s, {rows[name] / one['writing']:.2f} of its speed")
    print(f"  a page a transaction, by this side's processor time: {rows['cpu'] / one['writing_cpu']:.2f} of its speed")
    for run in grown:
        told(f"growth, {run['pages']} pages", run)
    for less, more in pairwise(grown):
        ratio, cpu = ((more[name] / more["pages"]) / (less[name] / less["pages"]) for name in ("seconds", "cpu"))
        words = f"a page of {more['pages']} over a page of {less['pages']}: {ratio:.2f} (0.85 to 1.15)"
        print(f"{words}, {cpu:.2f} by this side's processor time")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    main()
