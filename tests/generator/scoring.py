"""The project's page scorer, which lives beside the project in the shared folder."""

import importlib.util
from pathlib import Path
from types import ModuleType


def load_scorer(shared: Path) -> ModuleType:
    """``bench/score_pages.py`` of the shared folder, as a module."""
    spec = importlib.util.spec_from_file_location("score_pages", shared / "bench" / "score_pages.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer
