"""One step for many articles of the queue, item by item, with a line of result for each."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import review
from articles.admin.filters import is_number
from articles.models import Article
from articles.review import TRANSITIONS, Refused

Move = Callable[..., Article]
MOVES: dict[str, Move] = {
    "submit": review.submit,
    "sign": review.sign,
    "send_back": review.send_back,
    "publish": review.publish,
    "withdraw": review.withdraw,
    "discard": review.discard,
    "restore": review.restore,
}
LABELS = {
    "submit": gettext_lazy("Submit"),
    "sign": gettext_lazy("Sign"),
    "send_back": gettext_lazy("Send back"),
    "publish": gettext_lazy("Publish"),
    "withdraw": gettext_lazy("Withdraw"),
    "discard": gettext_lazy("Discard"),
    "restore": gettext_lazy("Restore"),
}
DONE = {
    "submit": gettext_lazy("“%(article)s” is submitted."),
    "sign": gettext_lazy("“%(article)s” is signed."),
    "send_back": gettext_lazy("“%(article)s” is sent back."),
    "publish": gettext_lazy("“%(article)s” is published."),
    "withdraw": gettext_lazy("“%(article)s” is withdrawn."),
    "discard": gettext_lazy("“%(article)s” is discarded."),
    "restore": gettext_lazy("“%(article)s” is a draft again."),
}
QUEUE_ACTIONS = ("submit", "sign", "publish", "send_back")


def run(request: HttpRequest, name: str, queue: QuerySet[Article], context: dict[str, Any]) -> HttpResponse | None:
    """Make the transition for each chosen article of the queue; ask for the reason first where one is needed."""
    chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
    found = {str(article.pk): article for article in queue.filter(pk__in=filter(is_number, chosen))}
    reason = request.POST.get("reason", "")
    if TRANSITIONS[name].needs_reason and not reason.strip():
        return _ask_reason(request, name, list(found.values()), context)
    for key in chosen:
        _run_one(request, name, found.get(key), reason)
    return None


def move(article: Article, name: str, *, request: HttpRequest, version: str, reason: str) -> Article:
    """One transition of the version that was on the screen; raises ``Refused``."""
    seen = int(version) if is_number(version) else 0
    return MOVES[name](article, by=request.user, version=seen, reason=reason)


def say(request: HttpRequest, name: str, article: Article, refusal: str) -> None:
    """The line of result: that the step is done, or why it is not."""
    if refusal:
        messages.error(request, _("“%(article)s” stays as it is: %(why)s") % {"article": article, "why": refusal})
    else:
        messages.success(request, str(DONE[name]) % {"article": article})


def _run_one(request: HttpRequest, name: str, article: Article | None, reason: str) -> None:
    if article is None:
        messages.error(request, _("One of the chosen articles is no longer in this list; nothing was done to it."))
        return
    try:
        move(article, name, request=request, version=request.POST.get(f"version-{article.pk}", ""), reason=reason)
    except Refused as refused:
        say(request, name, article, str(refused))
    else:
        say(request, name, article, "")


def _ask_reason(request: HttpRequest, name: str, articles: list[Article], context: dict[str, Any]) -> HttpResponse:
    rows = [(article, request.POST.get(f"version-{article.pk}", "")) for article in articles]
    page = {
        **context,
        "title": LABELS[name],
        "move": name,
        "rows": rows,
        "checkbox_name": ACTION_CHECKBOX_NAME,
        "is_empty": "reason" in request.POST,
    }
    return TemplateResponse(request, "admin/articles/article/reason.html", page)
