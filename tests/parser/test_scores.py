"""The parser's scores on the sample pages, which lie beside the project."""

import pytest

from tests.parser.scores import SHARED, pages_of, score_pages

FLOORS = {
    "seed": dict.fromkeys(("found", "precision", "headline", "title", "names", "paragraphs", "untouched"), 1.0),
    "county": {
        "found": 0.97,
        "precision": 0.96,
        "headline": 0.94,
        "title": 0.94,
        "names": 0.97,
        "paragraphs": 0.985,
        "untouched": 0.87,
    },
    "central": {
        "found": 0.95,
        "precision": 0.91,
        "headline": 0.87,
        "title": 0.855,
        "names": 0.93,
        "paragraphs": 0.965,
        "untouched": 0.64,
    },
}


@pytest.mark.parametrize("folder", FLOORS)
def test_scores_are_at_least_what_was_reached(folder: str) -> None:
    pages = pages_of(folder)
    if not pages:
        pytest.skip(f"no sample pages in {SHARED}: set NEWSROOM_SHARED to their folder")

    shares = score_pages(pages)

    below = {name: shares[name] for name, floor in FLOORS[folder].items() if shares[name] < floor}
    assert below == {}
    assert shares["lost lines"] == 0
