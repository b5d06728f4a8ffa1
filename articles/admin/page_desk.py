"""The page desk (版面校审): a raw page beside its articles, what is typed into them kept, and each action a button."""

import re
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import desk
from articles.admin.compare import differences
from articles.admin.desk_card import CardForm, card_of, is_typed
from articles.admin.desk_lines import runs_of
from articles.admin.filters import is_number
from articles.models import Article, DeskStep, Page, Status
from articles.review import Refused, Stale

ASKED = re.compile(r"(?P<name>[a-z]+)(?: (?P<key>\d{1,18}))?(?: (?P<number>\d{1,6}))?")
Typed = dict[int, CardForm]


def respond(admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show the page, keep what was typed, do one of the actions, or undo the last one."""
    by: Any = request.user
    if not (admin.has_view_or_change_permission(request) and by.has_perm("articles.view_article")):
        raise PermissionDenied
    if request.method == "POST" and not by.has_perm("articles.change_article"):
        raise PermissionDenied
    page = _find(unquote(object_id))
    if page is None:
        messages.warning(request, _("There is no such page."))
        return HttpResponseRedirect(reverse("admin:articles_page_changelist"))
    return _take(admin, request, page) if request.method == "POST" else _show(admin, request, page, {})


def _find(key: str) -> Page | None:
    pages = Page.objects.select_related("issue__publication")
    return pages.filter(pk=key).first() if is_number(key) else None


def _articles(page: Page) -> list[Article]:
    """All of the page in its order, the discarded ones too."""
    found: QuerySet[Article] = page.articles.select_related("section", "claimed_by").order_by("position")
    articles = list(found.prefetch_related("bylines", "pictures"))
    for article in articles:
        article.page = page
    return articles


def _take(admin: Any, request: HttpRequest, page: Page) -> HttpResponse:
    """Keep what was typed, then do what was asked for; one that only saves in the background gets JSON."""
    articles = _articles(page)
    typed = {each.pk: form for each in articles if (form := CardForm.of(each, request.POST)) and is_typed(each, form)}
    seen = _seen(request)
    try:
        for article in articles:
            if article.pk in typed:
                seen[article.pk] = _save(article, typed[article.pk], request, seen)
        said = _do(request, page, seen)
    except Stale as stale:
        return _stale(admin, request, page, stale, typed)
    except Refused as refused:
        return _refused(admin, request, page, str(refused), typed)
    if _is_background(request):
        return JsonResponse({"versions": _as_text(seen), "said": _saved_at()})
    messages.success(request, said)
    return HttpResponseRedirect(reverse("admin:articles_page_desk", args=[page.pk]))


def _save(article: Article, form: CardForm, request: HttpRequest, seen: dict[int, int]) -> int:
    """The version that the article has with what was typed into its card."""
    if not form.is_valid():
        raise Refused(" ".join(f"{form.fields[name].label}: {said.as_text()}" for name, said in form.errors.items()))
    by: Any = request.user
    saved = desk.save_draft(
        article,
        by=by,
        version=seen.get(article.pk, 0),
        fields=form.text(),
        bylines=form.cleaned_data["contributors"],
    )
    return saved.version


def _do(request: HttpRequest, page: Page, seen: dict[int, int]) -> str:
    """Do what the button says; what was done, in words."""
    asked, by = ASKED.fullmatch(request.POST.get("act", "")), request.user
    if asked is None or asked["name"] == "save":
        return _saved_at()
    if asked["name"] == "undo":
        step = desk.undo(page, by=by, number=int(asked["key"] or 0))  # type: ignore[arg-type]  # staff have a user
        return _("Undone: %(action)s") % {"action": desk.ACTIONS[step.action].label}
    if asked["name"] not in desk.ACTIONS:
        raise PermissionDenied
    key = asked["key"] or request.POST.get("article", "")
    point = desk.Asked(int(key) if is_number(key) else None, _lines(request), int(asked["number"] or 0))
    desk.act(page, asked["name"], point, by=by, seen=seen)  # type: ignore[arg-type]  # as above
    return _("Done: %(action)s") % {"action": desk.ACTIONS[asked["name"]].label}


def _lines(request: HttpRequest) -> frozenset[int]:
    """The raw lines that were chosen."""
    return frozenset(int(line) for line in request.POST.getlist("line") if is_number(line))


def _seen(request: HttpRequest) -> dict[int, int]:
    """The versions that were on the screen, by the keys of the articles."""
    pairs = re.findall(r"(\d{1,18}):(\d{1,9})", request.POST.get("seen", ""))
    return {int(key): int(version) for key, version in pairs}


def _as_text(seen: dict[int, int]) -> str:
    return " ".join(f"{key}:{version}" for key, version in seen.items())


def _saved_at() -> str:
    return _("Saved %(time)s") % {"time": f"{timezone.localtime():%H:%M}"}


def _is_background(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _stale(admin: Any, request: HttpRequest, page: Page, stale: Stale, typed: Typed) -> HttpResponse:
    """Both texts of the article that somebody else has changed; what was typed stays in its card."""
    form = typed.get(stale.current.pk)
    if _is_background(request):
        return JsonResponse({"said": str(stale)}, status=409)
    found = differences(form, stale.current) if form and form.is_valid() else []
    return _show(admin, request, page, typed, status=409, trouble=str(stale), differences=found)


def _refused(admin: Any, request: HttpRequest, page: Page, said: str, typed: Typed) -> HttpResponse:
    if _is_background(request):
        return JsonResponse({"said": said}, status=409)
    return _show(admin, request, page, typed, status=409, trouble=said)


def _show(
    admin: Any, request: HttpRequest, page: Page, typed: Typed, *, status: int = 200, **context: Any
) -> HttpResponse:
    articles = _articles(page)
    standing = [article for article in articles if article.status != Status.DISCARDED]
    open_ones = [article for article in standing if article.note_count]
    context |= {
        **admin.admin_site.each_context(request),
        "title": _("Page desk"),
        "opts": admin.opts,
        "page": page,
        "seen": _as_text({article.pk: article.version for article in articles}),
        "runs": runs_of(page, standing),
        "chosen": _lines(request),
        "cards": [card_of(at, each, request.user, typed.get(each.pk)) for at, each in enumerate(standing)],
        "discarded": [article for article in articles if article.status == Status.DISCARDED],
        "actions": _buttons(),
        "may_act": request.user.has_perm("articles.change_article"),
        "last_step": _last_step(page),
        "settled": len(standing) - len(open_ones),
        "total": len(standing),
        "next_page": _next_with_notes(page),
    }
    return TemplateResponse(request, "admin/articles/page/desk.html", context, status=status)


def _buttons() -> list[tuple[str, Any]]:
    """The actions on lines; the others are on the cards."""
    on_cards = ("merge", "title", "swap", "discard", "restore")
    return [(name, action) for name, action in desk.ACTIONS.items() if name not in on_cards]


def _last_step(page: Page) -> tuple[DeskStep, Any] | None:
    step = DeskStep.objects.filter(page=page).standing().select_related("by").defer("before", "after").first()
    return (step, desk.ACTIONS[step.action].label) if step else None


def _next_with_notes(page: Page) -> int | None:
    """The next page of the issue that has open work with notes, or else the first of the newest issue that has."""
    noted = Article.objects.open().filter(note_count__gt=0).exclude(page=page)
    after = noted.filter(page__issue=page.issue, page__number__gt=page.number).order_by("page__number")
    newest = noted.order_by("-page__issue__date", "page__number")
    return after.values_list("page", flat=True).first() or newest.values_list("page", flat=True).first()
