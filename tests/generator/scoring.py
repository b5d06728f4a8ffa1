"""The project's page scorer, which lives beside the project, in ``../shared`` or where ``NEWSROOM_SHARED`` says."""

import importlib.util
import os
from pathlib import Path
from types import ModuleType

SHARED = Path(os.environ.get("NEWSROOM_SHARED") or Path(__file__).resolve().parents[3] / "shared")
SCORER = SHARED / "bench" / "score_pages.py"


def load_scorer() -> ModuleType | None:
    """The scorer as a module, or None where the shared folder is absent."""
    spec = importlib.util.spec_from_file_location("score_pages", SCORER) if SCORER.is_file() else None
    if spec is None or spec.loader is None:
        return None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer
