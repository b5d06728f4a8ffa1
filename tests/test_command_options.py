"""Options that several commands have."""

import pytest
from django.core.management import CommandError, call_command


@pytest.mark.parametrize("command", [("import_pages", "pages"), ("rebuild_search",)])
@pytest.mark.parametrize("jobs", ["0", "-1", "1.5", "two", ""])
def test_jobs_are_at_least_one(command: tuple[str, ...], jobs: str) -> None:
    with pytest.raises(CommandError, match="--jobs: 须为不小于 1 的整数"):
        call_command(*command, f"--jobs={jobs}")
