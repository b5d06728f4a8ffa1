"""What an action at the page desk changes, gathered and then written all at once, with a revision for each article."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from articles import review
from articles.desk.spread import Spread
from articles.desk.states import AUTHORED, PLACE, TEXT, State, fill, state_of
from articles.models import Action, Article, Picture
from articles.models.revision import Entry, append
from articles.models.rows import give
from articles.people import set_bylines

WRITTEN = (
    *(*TEXT, *PLACE, "section", "note_count", "position", "status", "published_at"),
    *("version", "changed_by", "changed_at", "claimed_by", "claimed_until"),
)


@dataclass(slots=True)
class Book:
    """The articles that change, and why; nothing is written before ``write``."""

    spread: Spread
    reason: str
    done: dict[int, tuple[Article, Action]] = field(default_factory=dict)  # by id(): some have no key yet
    bylines: list[tuple[Article, list[tuple[str, str]], Mapping[str, int]]] = field(default_factory=list)
    pictures: list[tuple[Article, Sequence[State]]] = field(default_factory=list)

    def edit(self, article: Article, state: State) -> None:
        """Give the article this state; who changes nothing of its text but its notes is not its author.

        Names whose ``people`` the state does not tell are looked up.
        """
        is_text = not article.pk or any(
            state[name] != now for name, now in state_of(article).items() if name in AUTHORED
        )
        fill(article, state)
        if section := self.spread.sections.get(article.section_id):
            article.section = section
        if is_text:
            article.changed_by = self.spread.by
        pairs = [(role, name) for role, name in state["bylines"]]
        if pairs != ([(by.role, by.printed_name) for by in article.bylines.all()] if article.pk else []):
            self.bylines.append((article, pairs, state.get("people", {})))
        self.give_pictures(article, state["pictures"])
        self._count(article, Action.EDITED if is_text else Action.KEPT)

    def give_pictures(self, article: Article, rows: Sequence[State]) -> None:
        """Give the article these pictures instead of those that it has."""
        there = [picture.digest for picture in article.pictures.all()] if article.pk else []
        if there != [row["digest"] for row in rows]:
            self.pictures.append((article, rows))

    def turn(self, article: Article, name: str) -> None:
        """Discard or restore the article."""
        review.turn(article, name, by=self.spread.by)
        self._count(article, review.TRANSITIONS[name].action)

    def write(self) -> list[Article]:
        """Write all of it; returns the articles that were changed, without those that only made room."""
        now = timezone.now()
        changed = [article for article, _action in self.done.values()]
        moved = [article for article in self._out_of_place() if id(article) not in self.done]
        for article in changed:
            article.changed_at = now
        for article in moved:
            article.version += 1
        self._write_articles([*changed, *moved])
        self._write_bylines_and_pictures()
        append(self._entries(moved))
        return changed

    def _count(self, article: Article, action: Action) -> None:
        if id(article) not in self.done:
            article.version += 1
            self.done[id(article)] = (article, action)

    def _out_of_place(self) -> list[Article]:
        """Those that make room for a new one."""
        places = self.spread.places
        return [each for each in self.spread.articles if each.pk and places[each.pk] != each.position]

    def _write_articles(self, articles: Sequence[Article]) -> None:
        """Those that are there first: they make room for the new ones."""
        made = [article for article in articles if not article.pk]
        Article.objects.bulk_update([article for article in articles if article.pk], WRITTEN)
        Article.objects.bulk_create(made)
        for article in made:
            give(article, "bylines", ())
            give(article, "pictures", ())

    def _write_bylines_and_pictures(self) -> None:
        for article, pairs, people in self.bylines:
            set_bylines(article, pairs, instead_of=list(article.bylines.all()), people=people)
        for article, rows in self.pictures:
            if article.pictures.all():
                Picture.objects.filter(article=article).delete()
            numbered = [{**row, "order": order} for order, row in enumerate(rows, start=1)]
            made = Picture.objects.bulk_create([Picture(article=article, **row) for row in numbered])
            give(article, "pictures", made)

    def _entries(self, moved: Sequence[Article]) -> list[Entry]:
        by = self.spread.by
        done = self.done.values()
        entries = [Entry(article, action, by, self.reason, article.text_state()) for article, action in done]
        return entries + [Entry(article, Action.MOVED, None, "", article.text_state()) for article in moved]
