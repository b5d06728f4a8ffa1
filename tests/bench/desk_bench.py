"""What the page desk costs: ``python -m tests.bench.desk_bench``, on SQLite or on what DATABASE_URL names.

A page of 20 articles and 1 000 lines or more, put together from generated pages; the desk opened, each kind of action, its undo, and
what is typed saved. The figures are the median milliseconds of an answer, as the browser gets it.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.importing.office import an_office

ARTICLES, LINES = 20, 1000


def main() -> None:
    """Print a line for each thing that an editor does."""
    command = [sys.executable, "-m", "tests.bench.desk_child", str(ARTICLES), str(LINES)]
    with tempfile.TemporaryDirectory() as folder, an_office(Path(folder), "desk") as office:
        office.manage("collectstatic", "--no-input", "--verbosity", "0", check=True)
        done = subprocess.run(command, env=office.environment, stdout=subprocess.PIPE, text=True, check=True)
    told = json.loads(done.stdout)
    print(f"\npage desk, {told.pop('page')}, {os.environ.get('DATABASE_URL', 'sqlite').partition(':')[0]}")
    for words, time in told.items():
        print(f"{words:24}{time:8.1f} ms")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    main()
