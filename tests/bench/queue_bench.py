"""What the queue costs: ``python -m tests.bench.queue_bench``, on SQLite or on what DATABASE_URL names.

Drafts in a database of its own; the list at its top, in the middle and at its end, its tabs and filters. The figures are the
median milliseconds of an answer of the whole page.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.importing.office import an_office

DRAFTS = os.environ.get("NEWSROOM_BENCH_DRAFTS", "50000")


def main() -> None:
    """Print a line for each part of the queue."""
    command = [sys.executable, "-m", "tests.bench.queue_child", DRAFTS]
    with tempfile.TemporaryDirectory() as folder, an_office(Path(folder), "queue") as office:
        office.manage("collectstatic", "--no-input", "--verbosity", "0", check=True)
        done = subprocess.run(command, env=office.environment, stdout=subprocess.PIPE, text=True, check=True)
    print(f"\nqueue of {DRAFTS} drafts, {os.environ.get('DATABASE_URL', 'sqlite').partition(':')[0]}")
    for words, time in json.loads(done.stdout).items():
        print(f"{words:24}{time:8.1f} ms")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    main()
