"""The claim on a draft: shown on its page, renewed while one types, let go, taken over by a chief."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import claims, desk
from articles.models import Article, Status
from articles.review import Refused


def respond(request: HttpRequest, pk: int) -> HttpResponse:
    """``step`` is ``renew`` (answers in JSON who holds it now), ``release`` or ``take_over``."""
    by: Any = request.user
    if not by.has_perm("articles.change_article"):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    article = get_object_or_404(Article.objects.only("pk"), pk=pk)
    step = request.POST.get("step", "")
    if step not in _STEPS:
        raise PermissionDenied
    return _STEPS[step](request, article)


def open_for(article: Article, by: Any) -> None:
    """Whoever opens a free draft to work on it claims it; a submitted one only when he begins to type."""
    if article.status == Status.DRAFT and desk.can_edit(article, by) and claims.take(article, by=by):
        article.claimed_by, article.claimed_until = by, timezone.now() + claims.LASTS


def context(article: Article, by: Any) -> dict[str, Any]:
    """What the page says of the claim: whose it is, in words, and whether ``by`` may take it over."""
    holder = article.claim_holder(timezone.now())
    is_held = holder not in (None, by)
    return {
        "is_held": is_held,
        "claim": claims.words(article) if holder else "",
        "may_take_over": is_held and by.has_perm("articles.take_over_article"),
    }


def _renew(request: HttpRequest, article: Article) -> HttpResponse:
    is_his = claims.take(article, by=request.user)  # type: ignore[arg-type]  # the admin lets nobody in without a user
    current = Article.objects.only("claimed_by", "claimed_until").get(pk=article.pk)
    holder = current.claim_holder(timezone.now())
    return JsonResponse({"is_his": is_his, "claim": claims.words(current) if holder else ""})


def _release(request: HttpRequest, article: Article) -> HttpResponse:
    claims.release(article, by=request.user)  # type: ignore[arg-type]  # as above
    return HttpResponse(status=204)


def _take_over(request: HttpRequest, article: Article) -> HttpResponse:
    try:
        is_his = claims.take_over(article, by=request.user)  # type: ignore[arg-type]  # as above
    except Refused as refused:
        raise PermissionDenied from refused
    if is_his:
        messages.success(request, _("You have taken it over. What the other person has not saved stays in his form."))
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))


_STEPS = {"renew": _renew, "release": _release, "take_over": _take_over}
