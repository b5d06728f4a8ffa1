"""What a search costs: ``python -m tests.bench.search_bench [SIZE…]``, on SQLite or on what DATABASE_URL names.

Generated articles in a database of its own, 100,000 and then 1,000,000 of them if no sizes are given, each a multiple of the first
(some 7 GB on PostgreSQL, 4 on SQLite, gone afterwards). Forty queries from rare to very common; the figures are milliseconds of one connection:
``newest`` and ``best`` find the keys of the first page, ``page`` is all that the search page asks for, with facets and marks,
``icontains`` is what the admin site would do, for every eighth query.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.importing.office import an_office

SIZES = ["100000", "1000000"]


def main() -> None:
    """Print a line for each size and way of searching."""
    command = [sys.executable, "-m", "tests.bench.search_child", *(sys.argv[1:] or SIZES)]
    with tempfile.TemporaryDirectory() as folder, an_office(Path(folder), "search") as office:
        child = subprocess.Popen(command, env=office.environment, stdout=subprocess.PIPE, text=True)
        print(f"\nsearch, {os.environ.get('DATABASE_URL', 'sqlite').partition(':')[0]}")
        for line in child.stdout or ():
            figures = json.loads(line)
            print(f"{figures.pop('articles'):>9} articles, index filled at {figures.pop('rate'):.0f} a second")
            for way, (median, high, most) in figures.items():
                print(f"    {way:10} p50 {median:8.2f} ms   p95 {high:8.2f} ms   most {most:8.2f} ms", flush=True)
    sys.exit(child.wait())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    main()
