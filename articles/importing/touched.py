"""Articles that a person has worked on: the text that they were made from, and what a new text would change in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from articles.importing.fill import TEXT, content_of, text_of
from articles.models import Action, Article, Conflict, Revision, Status

Text = Mapping[str, Any]  # in the form of ``fill.text_of``
CLOSED = (Status.PUBLISHED, Status.WITHDRAWN, Status.DISCARDED)


@dataclass(frozen=True, slots=True)
class Touched:
    """An article that stays as it is. ``base`` is the text that it was made from, with what has been decided on since.

    ``is_cut`` tells that its raw lines are no longer those that the import had given it.
    """

    article: Article
    base: Text
    conflict: Conflict | None = None
    is_cut: bool = False

    @property
    def is_closed(self) -> bool:
        """Whether readers have seen it: then nothing can be taken over."""
        return self.article.status in CLOSED

    def texts(self) -> list[Text]:
        """What it is known by, besides what it says now: the text it was made from, and the one that is offered."""
        return [self.base, {**self.base, **self.conflict.new}] if self.conflict else [self.base]

    def offered(self, new: Text) -> dict[str, Any]:
        """The fields of a new text that are neither as in the base nor as they stand now.

        An editor's own change of a field that the file has as before is no conflict. Of pictures only what is said under
        them can be offered, and only where there are as many; the pictures themselves stay.
        """
        now = text_of(content_of(self.article))
        base = {"pictures": new["pictures"], **self.base}
        differing = {name: value for name, value in new.items() if value not in (now[name], base.get(name))}
        if len(new["pictures"]) != len(now["pictures"]):
            differing.pop("pictures", None)
        return differing


def touched(articles: QuerySet[Article]) -> Any:
    """Those that a person has changed, moved on, or is working on now: an ArticleQuerySet."""
    by_hand = Revision.objects.filter(article=OuterRef("pk")).exclude(
        action__in=[Action.PARSED, Action.MOVED], actor=None
    )
    return articles.filter(
        ~Q(status=Status.DRAFT) | Q(changed_by__isnull=False) | Q(claimed_until__gt=timezone.now()) | Exists(by_hand)
    )


def touched_of(articles: Sequence[Article]) -> dict[int, Touched]:
    """Those of the articles that are ``touched``, by key; one query, two where there are any.

    Their bylines, pictures and conflict are best at hand.
    """
    if not articles:
        return {}
    own = Article.objects.filter(pk__in=[article.pk for article in articles])
    keys = set(touched(own).values_list("pk", flat=True))
    chosen = [article for article in articles if article.pk in keys]
    if not chosen:
        return {}
    parsed = Revision.objects.filter(article__in=chosen, action=Action.PARSED).order_by("version")
    texts = dict(parsed.values_list("article_id", "text"))  # the last one comes last, and stays
    return {article.pk: _touched(article, texts.get(article.pk, {}), conflict_of(article)) for article in chosen}


def conflict_of(article: Article) -> Conflict | None:
    """The article's conflict, open or settled."""
    return getattr(article, "conflict", None)


def _touched(article: Article, parsed: Text, conflict: Conflict | None) -> Touched:
    base = {name: parsed[name] for name in (*TEXT, "bylines") if name in parsed}
    if "pictures" in parsed:  # older revisions do not have them
        base["pictures"] = [said for _digest, *said in parsed["pictures"]]
    is_cut = article.status != Status.DISCARDED and article.source_lines != parsed.get("source_lines")
    return Touched(article, {**base, **conflict.base} if conflict else base, conflict, is_cut)
