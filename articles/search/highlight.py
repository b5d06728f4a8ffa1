"""Marking what was found in the text as it is printed, whatever form the reader typed it in."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.search.tokens import clusters, fold_with_origins

LEAD = 20  # characters before the first mark of an excerpt
_MOST_MARKS = 200  # a text full of one character is marked no further

Span = tuple[int, int]


def mark(text: str, needles: Sequence[str]) -> SafeString:
    """``text`` escaped, with ``<mark>`` around each of the folded ``needles``; an accent stays with its letter."""
    return _html(text, _spans(text, needles))


def excerpt(text: str, needles: Sequence[str], *, width: int = 90) -> SafeString:
    """The ``width`` characters of ``text`` with the most marks in them; the start if there are none."""
    spans = _spans(text, needles)
    start, end = _window(text, spans, width)
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start]
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return format_html("{}{}{}", before, _html(text[start:end], inside), after)


def _html(text: str, spans: Sequence[Span]) -> SafeString:
    starts = [0, *(end for _, end in spans)]
    marked = ((text[gap:start], text[start:end]) for gap, (start, end) in zip(starts, spans, strict=False))
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", marked), text[starts[-1] :])


def _spans(text: str, needles: Sequence[str]) -> list[Span]:
    """Where the needles stand in ``text``, in order, joined where they touch."""
    folded, origins = fold_with_origins(text)
    ends = clusters(text)
    found = [(origins[at], ends[origins[at + len(needle) - 1]]) for needle in needles for at in _finds(folded, needle)]
    joined: list[Span] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            start, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((start, end))
    return joined


def _finds(folded: str, needle: str) -> Iterator[int]:
    at = folded.find(needle)
    for _ in range(_MOST_MARKS):
        if at < 0:
            return
        yield at
        at = folded.find(needle, at + 1)


def _window(text: str, spans: Sequence[Span], width: int) -> Span:
    """The first stretch that holds the most spans; it never parts a letter from its accent."""
    starts = [start for start, _ in spans]
    counts = [bisect_left(starts, start + width - LEAD) - index for index, start in enumerate(starts)]
    best = starts[counts.index(max(counts))] if spans else 0
    ends = [0, *clusters(text)]
    start = ends[max(0, best - LEAD)]
    return start, ends[min(len(text), start + width)]
