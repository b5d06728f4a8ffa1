"""What is typed into an article's card at the page desk is kept as a step, too, so that it can be undone like any other."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from articles import claims
from articles.desk.drafts import save_draft
from articles.desk.states import state_of
from articles.models import Article, DeskStep, Page, Section

TYPED = "typed"
AT_ONCE = dt.timedelta(minutes=5)  # what somebody types into one article within this time is one step


@transaction.atomic
def save_typed(
    article: Article,
    *,
    by: User,
    version: int,
    fields: Mapping[str, str | Section | None],
    bylines: Sequence[tuple[str, str]],
) -> Article:
    """``save_draft`` of an ``article`` as it was read with the request, claimed for ``by`` and kept as a step."""
    Page.objects.select_for_update().only("pk").get(pk=article.page_id)
    before = state_of(article)
    saved = save_draft(article, by=by, version=version, fields=fields, bylines=bylines)
    if saved.version == article.version:
        return saved
    claims.take(saved, by=by)
    _keep(str(article.pk), saved, before, by)
    return saved


def _keep(key: str, saved: Article, before: dict[str, Any], by: User) -> None:
    """A step of its own, or the last one goes on."""
    steps, now = DeskStep.objects.filter(page=saved.page_id), timezone.now()
    last = steps.standing().select_for_update().first()
    after = {"articles": {key: state_of(saved)}, "page": None}
    if last and _goes_on(last, key, by) and last.at > now - AT_ONCE:
        last.after = after
        last.save(update_fields=["after"])
        return
    number = (steps.aggregate(most=Max("number"))["most"] or 0) + 1
    steps.create(
        page_id=saved.page_id,
        number=number,
        action=TYPED,
        by=by,
        at=now,
        before={"articles": {key: before}, "page": None},
        after=after,
    )


def _goes_on(last: DeskStep, key: str, by: User) -> bool:
    return last.action == TYPED and last.by_id == by.pk and list(last.after["articles"]) == [key]
