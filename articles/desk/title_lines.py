"""Which raw lines an article has, and which of them stand in a field of their own."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from articles.lines import numbers, printed
from articles.models import Article
from articles.parser.extract import label_text
from articles.parser.redraft import TITLES, Given
from articles.parser.typeset import bare

NEXT_TO = 4  # characters of the lines before and behind that tell whether a line goes on there


def lines_of(article: Article) -> frozenset[int]:
    """The numbers of its raw lines that print something."""
    return frozenset(numbers(article.source_lines)).intersection(printed(article.page.raw))


def roles_of(article: Article) -> dict[int, Given]:
    """The roles of those of its lines that stand in its kicker, headline or subtitle, or stood there at first.

    A line of the text that repeats words of the title is none of them. ``first_and_last`` of the article are its first
    revisions and its last one, as ``Spread.hold`` reads them.
    """
    texts = [{role.value: getattr(article, role.value) for role in TITLES}]
    texts += [revision.text for revision in getattr(article, "first_and_last", ())]
    said, found = _said(article), dict[int, Given]()
    for text in texts:
        for role in TITLES:
            found = dict.fromkeys(_standing_in(text.get(role.value, ""), said, article), role) | found
    return found


def label_lines(article: Article) -> dict[int, Given]:
    """The lines of which its section's name is made, with that role."""
    said = {number: label_text(text) for number, text in _said(article).items()}
    name = article.section.name if article.section else ""
    return dict.fromkeys(_standing_in(name, said, article), Given.SECTION)


def _said(article: Article) -> dict[int, str]:
    """What its lines say, in their order."""
    raw = article.page.raw.split("\n")
    return {number: bare(raw[number - 1]) for number in sorted(lines_of(article))}


def _standing_in(field: str, said: Mapping[int, str], article: Article) -> list[int]:
    """The lines that say a stretch of a field and are not of the text."""
    body = bare(article.body.replace("## ", "").replace("> ", ""))
    return [number for run in _runs(bare(field), said) if not _goes_on(run, said, body) for number in run]


def _runs(title: str, said: Mapping[int, str]) -> Iterator[list[int]]:
    """The lines that say a stretch of a title, one after another as far as they go on in it."""
    run: list[int] = []
    words = ""
    for number, text in said.items():
        if run and words + text not in title:
            yield from [run] * (len(words) > 1)
            run, words = [], ""
        if text in title:
            run, words = [*run, number], words + text
    yield from [run] * (len(words) > 1)


def _goes_on(run: list[int], said: Mapping[int, str], body: str) -> bool:
    """Whether the text has these lines together with the one before or behind them: they are part of it."""
    words = "".join(said[number] for number in run)
    before = next((said[one][-NEXT_TO:] for one, other in pairwise(said) if other == run[0]), "")
    behind = next((said[other][:NEXT_TO] for one, other in pairwise(said) if one == run[-1]), "")
    return bool(before and before + words in body) or bool(behind and words + behind in body)
