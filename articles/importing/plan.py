"""What is to become of each article of a page whose text came in (again); nothing is written here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from articles.importing.carried import carried, same_lines
from articles.importing.fill import PLACING, ArticleContent, content_of, text_of
from articles.importing.merge import merge
from articles.importing.report import ArticleState
from articles.importing.touched import Touched, touched_of
from articles.lines import numbers
from articles.models import Article, Page, Status

GONE = "gone-from-page"
CutLines = Mapping[int, dict[str, Any]]
NOWHERE: dict[str, Any] = {"source_lines": [], "zones": [], "alternatives": []}


@dataclass(frozen=True, slots=True)
class Placed:
    """An article with the content that it is to have; ``article`` is unsaved where the state is new.

    One that a person has worked on has ``touched``: of its content only the placing is new, and ``offered`` are the fields
    in which the text of the file differs, in the form of ``fill.text_of``.
    """

    article: Article
    content: dict[str, Any]
    notes: list[dict[str, Any]]
    confidence: dict[str, float]
    state: ArticleState
    touched: Touched | None = None
    offered: dict[str, Any] = field(default_factory=dict)

    def remarks(self) -> list[dict[str, Any]]:
        """Its notes, and for whoever imports the fields that differ."""
        if not self.offered:
            return self.notes
        return [*self.notes, {"code": self.state.value, "line": None, "detail": ", ".join(self.offered)}]


@dataclass(frozen=True, slots=True)
class Plan:
    """The articles in their new order, and those that the new text no longer has and nobody has touched."""

    placed: list[Placed]
    gone: list[Article]

    def followed(self) -> list[Placed]:
        """Those that are new or follow the new text."""
        return [placed for placed in self.placed if placed.state in (ArticleState.NEW, ArticleState.CHANGED)]

    def moved(self) -> list[Article]:
        """Those that change their position."""
        placed = [each for each in self.placed if each.state != ArticleState.NEW]
        return [each.article for each in placed if each.article.position != each.content["position"]]

    def held(self) -> set[int]:
        """The raw lines that are in an article."""
        standing = [each for each in self.placed if each.article.status != Status.DISCARDED]
        return {line for each in standing for line in numbers(each.content["source_lines"])}

    def is_cut(self) -> bool:
        """Whether an editor has cut one of the articles otherwise than the file."""
        return any(placed.touched and placed.touched.is_cut for placed in self.placed)

    def kept(self) -> list[Placed]:
        """Those that a person has worked on."""
        return [placed for placed in self.placed if placed.touched]


def plan_page(page: Page, articles: QuerySet[Article], contents: Sequence[ArticleContent], raw: str) -> Plan:
    """Which article is which draft of the ``raw`` text, and what each is to become; touched ones without a draft come last."""
    known = (
        list(articles.select_related("section", "conflict").prefetch_related("bylines", "pictures")) if page.pk else []
    )
    touched = touched_of(known)
    merged = merge(known, contents, touched)
    cut = _cut_lines(page, touched.values(), raw)
    order: list[tuple[ArticleContent | None, Article | None]] = [*merged.pairs]
    for article in merged.gone:
        if article.pk in touched:
            order.insert(_place_behind(article, order) if article.pk in cut else len(order), (None, article))
    placed = [
        _place(page, article, content.at(position), touched, cut)
        if content
        else _left(touched[article.pk], position, cut)  # type: ignore[union-attr]  # no draft, then an article
        for position, (content, article) in enumerate(order, start=1)
    ]
    return Plan(placed, [article for article in merged.gone if article.pk not in touched])


def _place_behind(article: Article, order: Sequence[tuple[Any, Article | None]]) -> int:
    """Where it comes in the order: right behind the last of those that stood before it."""
    before = [at for at, (_content, each) in enumerate(order, start=1) if each and each.position < article.position]
    return max(before, default=0)


def _cut_lines(page: Page, touched: Iterable[Touched], raw: str) -> CutLines:
    """Where the lines stand in the new text of those that an editor has cut otherwise, by their articles' keys."""
    cut = [each.article for each in touched if each.is_cut]
    same = same_lines(page.raw, raw) if cut else {}
    found = {article.pk: carried(article.source_lines, same, raw) for article in cut}
    return {key: {"source_lines": lines} for key, lines in found.items() if lines}


def _place(
    page: Page, article: Article | None, content: ArticleContent, touched: Mapping[int, Touched], cut: CutLines
) -> Placed:
    if article is not None and article.pk in touched:
        return _stay(touched[article.pk], content, cut)
    state = ArticleState.NEW
    if article is not None:
        state = ArticleState.UNCHANGED if content_of(article) == content.fields else ArticleState.CHANGED
    return Placed(article or Article(page=page, version=0), content.fields, [*content.notes], content.confidence, state)


def _stay(touched: Touched, content: ArticleContent, cut: CutLines) -> Placed:
    """Only its place on the page is new, and of one that an editor has cut only where his lines stand now."""
    article, offered = touched.article, touched.offered(text_of(content.fields))
    differs = ArticleState.DIFFERS if touched.is_closed else ArticleState.CONFLICT
    placing = {"position": content.fields["position"], **cut[article.pk]} if article.pk in cut else content.fields
    return Placed(
        article,
        content_of(article) | {name: placing[name] for name in PLACING if name in placing},
        list(_moved(article.notes, content.notes)),
        article.confidence,
        differs if offered else ArticleState.KEPT,
        touched,
        offered,
    )


def _left(touched: Touched, position: int, cut: CutLines) -> Placed:
    """The new text has no draft of it: it stays, and says so unless its lines are still there."""
    article = touched.article
    notes = list(_moved(article.notes, []))
    if article.pk not in cut:
        notes.append({"code": GONE, "line": None, "detail": ""})
    content = content_of(article) | cut.get(article.pk, NOWHERE) | {"position": position}
    return Placed(article, content, notes, article.confidence, ArticleState.KEPT, touched)


def _moved(notes: Iterable[Mapping[str, Any]], new: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The notes that an editor has not settled yet, at the lines where the new text has the same ones."""
    lines = {(note["code"], note["detail"]): note["line"] for note in new}
    for note in notes:
        if note["code"] != GONE:
            yield {**note, "line": lines.get((note["code"], note["detail"]))}
