"""The page desk (版面校审): a raw page beside its articles, what is typed into them kept, and each action a button."""

import re
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import claims, desk
from articles.admin import bulk
from articles.admin.compare import Difference, differences
from articles.admin.desk_card import CardForm, typed_cards, values_of
from articles.admin.desk_view import as_text, last_step, lines_chosen, show, told
from articles.admin.draft_form import words_for_gone
from articles.admin.filters import is_number
from articles.models import Article, DeskStep, Page, Status
from articles.review import Refused, Stale

ASKED = re.compile(r"(?P<name>[a-z_]+)(?: (?P<key>\d{1,18}))?(?: (?P<number>\d{1,6}))?")
Typed = dict[int, CardForm]


def respond(admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show the page, keep what was typed, do one of the actions, or undo the last one."""
    by: Any = request.user
    if not (admin.has_view_or_change_permission(request) and by.has_perm("articles.view_article")):
        raise PermissionDenied
    if request.method == "POST" and not by.has_perm("articles.change_article"):
        raise PermissionDenied
    key = unquote(object_id)
    try:
        return _take(admin, request, int(key)) if request.method == "POST" else show(admin, request, int(key), {})
    except (Page.DoesNotExist, ValueError, OverflowError):
        messages.warning(request, _("There is no such page."))
        return HttpResponseRedirect(reverse("admin:articles_page_changelist"))


def _take(admin: Any, request: HttpRequest, key: int) -> HttpResponse:
    """Keep what was typed, then do what was asked for; one that only saves in the background gets JSON."""
    seen, step = _seen(request), None
    typed, gone = typed_cards(key, request.POST)
    is_typed = bool(typed)
    try:
        for article in list(typed):
            seen[article], step = _save(typed[article], request, seen)
            del typed[article]
        if gone:
            raise Refused(words_for_gone(gone))
        _do(request, key, seen, is_typed=is_typed)
    except (Stale, claims.Claimed) as other:
        return _other(admin, request, key, other, typed)
    except Refused as refused:
        return _refused(admin, request, key, str(refused), typed)
    if _is_background(request):
        return JsonResponse(
            {"versions": as_text(seen), "said": _saved_at(), "undo": told(step) if step else last_step(key)}
        )
    view = {"view": "lines"} if request.POST.get("view") == "lines" else None
    return HttpResponseRedirect(reverse("admin:articles_page_desk", args=[key], query=view))


def _save(form: CardForm, request: HttpRequest, seen: dict[int, int]) -> tuple[int, DeskStep | None]:
    """The version that the article has with what was typed into its card, and the step, if that changed it."""
    if not form.is_valid():
        raise Refused(" ".join(f"{form.fields[name].label}: {said.as_text()}" for name, said in form.errors.items()))
    by: Any = request.user
    saved, step = desk.save_typed(
        form.instance,
        by=by,
        version=seen.get(form.instance.pk, 0),
        fields=form.text(),
        bylines=form.cleaned_data["contributors"],
    )
    return saved.version, step


def _do(request: HttpRequest, page: int, seen: dict[int, int], *, is_typed: bool) -> None:
    """Do what the button says, and say what was done."""
    asked, by = ASKED.fullmatch(request.POST.get("act", "")), request.user
    name, key = (asked["name"], asked["key"]) if asked else ("save", None)
    if name == "save":
        said = _saved_at()
    elif name == "undo":  # what was typed in this very request is the last step then
        step = desk.undo(page, by=by, number=None if is_typed else int(key or 0))  # type: ignore[arg-type]  # staff have a user
        said = _("Undone: %(action)s") % {"action": desk.label_of(step)}
    elif name == "submit":
        return _submit(request, page, seen)
    elif name == "take_over":
        return _take_over(request, page, int(key or 0))
    elif name in desk.ACTIONS and asked:
        pointed = key or request.POST.get("article", "")
        article = int(pointed) if is_number(pointed) else None
        point = desk.Asked(article, lines_chosen(request), int(asked["number"] or 0))
        desk.act(page, name, point, by=by, seen=seen)  # type: ignore[arg-type]  # as above
        said = _("Done: %(action)s") % {"action": desk.ACTIONS[name].label}
    else:
        raise PermissionDenied
    if not _is_background(request):
        messages.success(request, said)


def _submit(request: HttpRequest, page: int, seen: dict[int, int]) -> None:
    """Hand in all drafts of the page as they were on the screen: one line for those that went, one for each that did not."""
    drafts = Article.objects.with_place().filter(page=page, status=Status.DRAFT).order_by("position")
    gone = 0
    for article in drafts:
        try:
            bulk.move(article, "submit", request=request, version=str(seen.get(article.pk, 0)), reason="")
            gone += 1
        except Refused as refused:
            bulk.say(request, "submit", article, str(refused))
    if gone:
        messages.success(request, ngettext("%d article is submitted.", "%d articles are submitted.", gone) % gone)
    elif not drafts:
        messages.info(request, _("There is no draft on this page."))


def _take_over(request: HttpRequest, page: int, key: int) -> None:
    article = Article.objects.only("pk").filter(page=page, pk=key).first()
    if article and claims.take_over(article, by=request.user):  # type: ignore[arg-type]  # as above
        messages.success(request, _("You have taken it over. What the other person has not saved stays in his form."))


def _seen(request: HttpRequest) -> dict[int, int]:
    """The versions that were on the screen, by the keys of the articles."""
    pairs = re.findall(r"(\d{1,18}):(\d{1,9})", request.POST.get("seen", ""))
    return {int(key): int(version) for key, version in pairs}


def _saved_at() -> str:
    return _("Saved %(time)s") % {"time": f"{timezone.localtime():%H:%M}"}


def _is_background(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _other(admin: Any, request: HttpRequest, page: int, other: Stale | claims.Claimed, typed: Typed) -> HttpResponse:
    """Both texts of the article that somebody else has changed or holds; what was typed stays in its card."""
    form = typed.get(other.current.pk)
    found = differences(form, other.current) if form and form.is_valid() else []
    if _is_background(request):
        return JsonResponse(_both(request, other, found), status=409)
    return show(admin, request, page, typed, status=409, trouble=str(other), differences=found)


def _both(request: HttpRequest, other: Stale | claims.Claimed, found: list[Difference]) -> dict[str, Any]:
    """For the card that is being typed into: what differs, and the other text with its version."""
    current = other.current
    html = render_to_string("admin/articles/page/_both.html", {"differences": found}, request)
    version = f"{current.pk}:{current.version}"
    return {"said": str(other), "html": html, "versions": version, "fields": values_of(current)}


def _refused(admin: Any, request: HttpRequest, page: int, said: str, typed: Typed) -> HttpResponse:
    if _is_background(request):
        return JsonResponse({"said": said}, status=409)
    return show(admin, request, page, typed, status=409, trouble=said)
