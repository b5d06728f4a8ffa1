"""A card of the page desk: the fields of one article, edited in place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from articles import claims, desk
from articles.admin import bylines
from articles.admin.desk_lines import tint
from articles.admin.draft_form import DraftForm
from articles.admin.jumps import JUMP_NOTES
from articles.models import Article
from articles.models.whole import whole
from articles.notes import describe

FIELDS = ("kicker", "headline", "subtitle", "dateline", "contributors", "body")
LINES = {"contributors": 1, "body": 6}
SENT = re.compile(rf"(?:{'|'.join(FIELDS)})-(\d{{1,18}})")


class CardForm(DraftForm):
    """The draft's form with the fields of a card alone; the others stay as they are."""

    def __init__(self, *args: Any, instance: Article, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        for name in self.fields.keys() - {*FIELDS}:
            del self.fields[name]

    @classmethod
    def of(cls, article: Article, posted: Mapping[str, Any]) -> Self:
        """The form of the article's card as it was sent; a field that was not sent says what the article does."""
        return cls(
            {name: posted.get(f"{name}-{article.pk}", now) for name, now in _standing(article).items()},
            instance=article,
        )

    def text(self) -> dict[str, Any]:
        """The cleaned fields of the draft that a card has."""
        return {name: self.cleaned_data[name] for name in desk.FIELDS if name in self.fields}


@dataclass(frozen=True, slots=True)
class CardField:
    """A field of a card: its name in the form, what it is called, its value; ``lines`` of a tall one, else 0."""

    name: str
    label: str
    value: str
    lines: int


@dataclass(frozen=True, slots=True)
class Card:
    """An article with its tint, its fields, its notes in words, who else works on it, and whether one does oneself.

    ``is_typed`` tells that its fields hold what could not be saved.
    """

    article: Article
    tint: int
    fields: list[CardField]
    notes: list[dict[str, Any]]
    can_edit: bool
    claimed: str
    is_mine: bool
    is_typed: bool


def card_of(at: int, article: Article, by: AbstractBaseUser | AnonymousUser, typed: CardForm | None) -> Card:
    """The card of the article at this place on its page; what was ``typed`` into it and could not be saved stays in its fields."""
    fields = _fields(article, typed or CardForm(instance=article))
    notes = [{**note, "words": describe(note)} for note in article.notes if note.get("code") not in JUMP_NOTES]
    is_claimed = claims.held_by_another(article, by)
    can_edit = desk.can_edit(article, by) and not is_claimed  # type: ignore[arg-type]  # staff have a user
    said, is_mine = claims.words(article) if is_claimed else "", article.claim_holder(timezone.now()) == by
    return Card(article, tint(at), fields, notes, can_edit or typed is not None, said, is_mine, typed is not None)


def _fields(article: Article, form: CardForm) -> list[CardField]:
    values = {name: str(form[name].value() or "") for name in FIELDS}
    return [CardField(f"{n}-{article.pk}", str(form.fields[n].label), values[n], LINES.get(n, 0)) for n in FIELDS]


def _standing(article: Article) -> dict[str, str]:
    """What the article says, by the fields of its card."""
    said = {name: getattr(article, name) for name in FIELDS if name != "contributors"}
    said["contributors"] = bylines.render(desk.byline_pairs(article))
    return {name: said[name] for name in FIELDS}


def is_typed(article: Article, form: CardForm) -> bool:
    """Whether the card says something else than the article does, but for what browsers do to line ends."""
    sent = {name: str(form.data[name]).replace("\r\n", "\n") for name in FIELDS}
    return any(sent[name].strip() != said.strip() for name, said in _standing(article).items())


def values_of(article: Article) -> dict[str, str]:
    """What the fields of the article's card say, by their names in the form."""
    return {field.name: field.value for field in _fields(article, CardForm(instance=article))}


def typed_cards(page: int, posted: Mapping[str, Any]) -> tuple[dict[int, CardForm], list[str]]:
    """The cards of the page of this key of which a field was sent and says something else than their articles do, by key.

    And what was sent for articles that are no longer there.
    """
    sent = {name: int(field[1]) for name in posted if (field := SENT.fullmatch(name))}
    if not sent:
        return {}, []
    found = Article.objects.with_place().select_related("claimed_by").filter(page=page, pk__in=set(sent.values()))
    forms = {article.pk: CardForm.of(article, posted) for article in whole(found.order_by("position"))}
    gone = [str(posted[name]) for name, key in sent.items() if key not in forms]
    return {key: form for key, form in forms.items() if is_typed(form.instance, form)}, gone
