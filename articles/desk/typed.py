"""What is typed into an article's card at the page desk is kept as a step, too, so that it can be undone like any other."""

import datetime as dt
from typing import Unpack

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.desk.drafts import DraftText, save_seen
from articles.desk.states import State, state_of
from articles.models import Article, DeskStep, Page

TYPED = "typed"
AT_ONCE = dt.timedelta(minutes=5)  # what somebody types into one article within this time is one step


@transaction.atomic
def save_typed(
    article: Article, *, by: User, version: int, **text: Unpack[DraftText]
) -> tuple[Article, DeskStep | None]:
    """``save_draft`` of an ``article`` as it was read with the request, claimed for ``by``, and the step as which it is kept, if it changes."""
    Page.objects.select_for_update().only("pk").get(pk=article.page_id)
    before = state_of(article)
    saved = save_seen(article, by=by, version=version, claiming=True, **text)
    return saved, None if saved is article else _kept(saved, before, by)


def _kept(saved: Article, before: State, by: User) -> DeskStep:
    """A step of its own, or the last one goes on."""
    steps, now, key = DeskStep.objects.filter(page=saved.page_id), timezone.now(), str(saved.pk)
    last = steps.order_by("-number").first()
    after = {"articles": {key: state_of(saved)}, "page": None}
    if last and last.at > now - AT_ONCE and _goes_on(last, {key: before}, by):
        last.after, last.by = after, by
        last.save(update_fields=["after"])
        return last
    return steps.create(
        page_id=saved.page_id,
        number=last.number + 1 if last else 1,
        action=TYPED,
        by=by,
        at=now,
        before={"articles": {key: before}, "page": None},
        after=after,
    )


def _goes_on(last: DeskStep, before: dict[str, State], by: User) -> bool:
    """Whether it is of the same person and article, and nothing was done to its text elsewhere in between."""
    is_typed = last.action == TYPED and last.undone_at is None
    return is_typed and last.by_id == by.pk and last.after["articles"] == before
